import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Call, Reply } from '../../src/reply/reply.ts';
import { errorsOf, type ViewState, valuesOf } from './form-values.ts';
import { askForm, formIn, toModal } from './modal-forms.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { SlackParts } from './parts.ts';
import { problemsIn } from './refused-form.ts';
import { type ModalMetadata, renderNotice, withNote } from './render-form.ts';
import type { Outcome } from './submission.ts';

/** A modal that was sent in. */
export interface Job {
  readonly user: string;
  readonly view: ViewOutput;
  readonly metadata: ModalMetadata;
  readonly team: string;
  readonly parts: Pick<SlackParts, 'router' | 'store' | 'now' | 'organisation'>;
}

/** How far it came. `call`: what was to be done, as far as it is known. */
export interface Ended {
  readonly member: Member | undefined;
  readonly call: Call | null;
  readonly outcome:
    | Outcome
    /** What it was about is not to be found any more. */
    | { readonly kind: 'expired' }
    /** The file of an input was not taken. */
    | { readonly kind: 'wrong'; readonly name: string; readonly message: string };
}

/** What Slack is answered: what is wrong stands at the inputs, where it can; else the modal is drawn again. */
export async function toResponse(ended: Ended, job: Job, language: Language): Promise<ViewResponseAction> {
  const { kind } = ended.outcome;
  if (kind === 'saved' || kind === 'unheard') return { response_action: 'clear' };
  const errors = errorsAt(ended, job.view, language);
  if (errors !== null) return { response_action: 'errors', errors };
  return { response_action: 'update', view: await drawAgain(ended, job, language) };
}

function errorsAt(ended: Ended, view: ViewOutput, language: Language): Record<string, string> | null {
  const { outcome, call } = ended;
  switch (outcome.kind) {
    case 'failed':
      // Nothing need be typed again; said at the first input, as it concerns them all.
      return atFirstInput(view, saidOf(ended, language));
    case 'wrong':
      return errorsOf(wrongAt(outcome.name, outcome.message), view);
    case 'refused': {
      const told = call === null ? null : problemsIn(outcome.answer.reply, call, MODAL_WORDS[language]);
      return told === null ? null : errorsOf(told, view);
    }
    default:
      return null;
  }
}

/** The modal once more: with what was typed, and what is wrong above it or at its inputs. */
export async function drawAgain(
  ended: Ended,
  { metadata, team, view, parts }: Job,
  language: Language,
): Promise<ModalView> {
  const { outcome, member, call } = ended;
  const { opened, at } = metadata;
  const drawn = { opened, at, iteration: metadata.iteration + 1 };
  const title = saidOf(ended, language);
  if (outcome.kind === 'refused' && (formIn(outcome.answer.reply) !== null || !member || call === null)) {
    const { reply, ...reader } = outcome.answer;
    return toModal({ ...reader, reply, form: formIn(reply) }, drawn);
  }
  if (outcome.kind === 'expired') return outdated(view, language, parts);
  if (outcome.kind === 'later') return notice(title, language, parts, MODAL_WORDS[language].savingWhy);
  if (outcome.kind === 'saved' || outcome.kind === 'unheard' || !member || call === null)
    return notice(title, language, parts);
  const asked = await askForm(call, member, { team, opened }, parts);
  return toModal({ ...asked, reply: asked.form === null ? asked.reply : { ...asked.reply, title } }, drawn);
}

/** Instead of a form that cannot be sent in any more: that, and what was typed. */
export const outdated = (view: ViewOutput, language: Language, parts: Pick<SlackParts, 'organisation'>): ModalView =>
  notice(MODAL_WORDS[language].expired, language, parts, ...typedIn(view, MODAL_WORDS[language].typed));

/** How it ended, in a sentence. */
export function saidOf({ outcome, call }: Ended, language: Language): string {
  const words = MODAL_WORDS[language];
  switch (outcome.kind) {
    case 'expired':
      return words.expired;
    case 'wrong':
      return outcome.message;
    case 'failed':
      return outcome.fault === null ? words.notSaved : messagesIn(language).errors.storeTrouble[outcome.fault];
    case 'refused':
      return ((call && problemsIn(outcome.answer.reply, call, words)) ?? outcome.answer.reply).title;
    case 'saved':
      return outcome.answer.reply.title;
    case 'later':
      return words.saving;
    case 'unheard':
      return '';
  }
}

/**
 * A modal that was not recorded in time, as it stands, with that said: at its first input, where it has one. Made of nothing but what
 * Slack sent along, as the book is slow.
 */
export function unkept(view: ViewOutput, language: Language): ViewResponseAction {
  const { notSaved } = MODAL_WORDS[language];
  const errors = atFirstInput(view, notSaved);
  return errors === null
    ? { response_action: 'update', view: withNote(view, notSaved) }
    : { response_action: 'errors', errors };
}

/** A modal that only says something. */
export function notice(
  title: string,
  language: Language,
  { organisation }: Pick<SlackParts, 'organisation'>,
  ...lines: readonly string[]
): ModalView {
  const blocks = lines.map((text) => ({ kind: 'text', text }) as const);
  return renderNotice({ title, audience: 'asker', blocks }, language, organisation.timeZone);
}

function atFirstInput({ blocks }: ViewOutput, message: string): Record<string, string> | null {
  const id = blocks.find(({ type }) => type === 'input')?.block_id;
  return id === undefined ? null : { [id]: message };
}

function wrongAt(name: string, problem: string): Reply {
  const inputs = [{ name, label: name, type: 'file', required: false, problem }] as const;
  return { title: problem, audience: 'asker', blocks: [{ kind: 'form', command: '', submit: '', kept: {}, inputs }] };
}

/** What was typed, so that it can be copied: the form it stood in is gone. */
function typedIn({ state }: ViewOutput, heading: string): readonly string[] {
  const { args } = valuesOf(state.values as unknown as ViewState);
  const typed = Object.values(args).map((value) => [value].flat().join(', '));
  return typed.length === 0 ? [] : [heading, ...typed];
}
