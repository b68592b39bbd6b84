import { setTimeout as pause } from 'node:timers/promises';
import { createPatience, type Patience } from '../../src/chat/patience.ts';
import { within } from '../../src/chat/within.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { GestureBody } from './bodies.ts';
import { teamOf } from './deliveries.ts';
import { submittedCall, type ViewState, valuesOf } from './form-values.ts';
import { takeFiles } from './handed-in.ts';
import { languageOf } from './keep.ts';
import { formInLetter } from './modal-forms.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { Modals, SlackParts } from './parts.ts';
import { showInModal } from './put-modal.ts';
import { MODALS, parseMetadata } from './render-form.ts';
import { submitOnce } from './submission.ts';
import { drawAgain, type Ended, type Job, notice, outdated, saidOf, toResponse, unkept } from './submit-answer.ts';
import { tell } from './tell.ts';

export type SubmitModalParts = Pick<
  SlackParts,
  | 'clients'
  | 'config'
  | 'intake'
  | 'log'
  | 'now'
  | 'organisation'
  | 'router'
  | 'store'
  | 'transfers'
  | 'waiting'
  | 'workspace'
>;

/** How long the sender waits with the modal open, in milliseconds: Slack takes an answer for three seconds. */
const WAIT_MS = 2500;
/** An answer that is only being put away is waited for so much longer. */
const TAKEN_MS = 250;
/** What is shown later must not reach Slack before what was shown first. */
const SETTLED_MS = 500;

/**
 * What a submission is acknowledged with: problems stand at their inputs, what is saved closes, what is recorded and takes long says so.
 * What is not recorded by then stands as it was typed and is said not to be saved; nothing comes of it until it is sent again.
 */
export function createSubmit(parts: SubmitModalParts): Modals['submit'] {
  return async (body) => {
    const { view } = body;
    const metadata = view.callback_id === MODALS.form ? parseMetadata(view.private_metadata) : null;
    const team = teamOf(body as unknown as GestureBody, parts.workspace());
    // Of another version of ours: what was typed is not to be lost with it.
    if (metadata === null)
      return { response_action: 'update', view: outdated(view, await languageOf(team, body.user.id, parts), parts) };
    const job: Job = { user: body.user.id, view, metadata, team, parts };
    const patience = createPatience(parts.waiting);
    const language = languageOf(team, body.user.id, parts);
    const done = carryOut(job, patience, parts);
    const first = await within(WAIT_MS, done);
    const ended = first === 'late' && !patience.giveUp() ? await within(TAKEN_MS, done) : first;
    if (ended !== 'late') return toResponse(ended, job, await language);
    // What is not durable by now may be lost with this process, so nothing is promised. Were it recorded all the same, and then sent
    // again with a word changed, it would be recorded twice; so it is taken back (`Asker.kept`).
    if (!patience.isKept && !bringsFiles(view)) return unkept(view, await language);
    const words = MODAL_WORDS[await language];
    const [title, why] = patience.isKept ? [words.saving, words.savingWhy] : [words.fetching, words.fetchingWhy];
    void done.then(async (late) => showLater(late, job, await language, parts));
    return { response_action: 'update', view: notice(title, await language, parts, why) };
  };
}

async function carryOut(
  { user, view, metadata, team }: Job,
  patience: Patience,
  parts: SubmitModalParts,
): Promise<Ended> {
  const state = view.state.values as unknown as ViewState;
  const values = valuesOf(state);
  try {
    const member = await parts.store.views.memberByIdentity('slack', team, user);
    const { at, kept, opened } = metadata;
    const letter = kept === null && at !== null && member ? await formInLetter(at, member, parts) : null;
    const call = submittedCall(metadata, letter?.form ?? null, state);
    if (call === null) return { member, call, outcome: { kind: 'expired' } };
    const words = MODAL_WORDS[member?.language ?? parts.organisation.language];
    const files = member ? await takeFiles(values, state, member.id, words, parts) : null;
    if (files?.kind === 'refused')
      return { member, call, outcome: { kind: 'wrong', name: files.name, message: files.message } };
    const whole = { ...call, args: { ...call.args, ...files?.args } };
    const submission = { team, user, viewId: view.id, opened, values, call: whole };
    return {
      member,
      call,
      outcome: await submitOnce(submission, bringsFiles(view) ? lasting(patience) : patience, parts),
    };
  } catch (error) {
    parts.log.error('a form sent in from Slack could not be read', { error });
    return { member: undefined, call: null, outcome: { kind: 'failed', fault: null } };
  }
}

const bringsFiles = ({ state }: Job['view']): boolean =>
  Object.keys(valuesOf(state.values as unknown as ViewState).files).length > 0;

/**
 * To fetch a file takes as long each time, so one that takes too long would never be saved. Its sender is told that nothing is saved
 * yet, and goes on waiting for what becomes of it.
 */
function lasting(patience: Patience): Patience {
  return {
    begin: (deliveryKey) => patience.begin(deliveryKey),
    kept() {
      patience.kept();
      return true;
    },
    isThere: () => true,
    get isKept() {
      return patience.isKept;
    },
    giveUp: () => patience.giveUp(),
    end: () => patience.end(),
  };
}

/** What became of it after all, in the modal that says it is being saved; where that is closed and nothing was sent, in words. */
async function showLater(ended: Ended, job: Job, language: Language, parts: SubmitModalParts): Promise<void> {
  const { view, metadata } = job;
  const { outcome } = ended;
  // It says that it is being saved, and a message says the rest.
  if (outcome.kind === 'later') return;
  try {
    await pause(SETTLED_MS);
    const shown = await showInModal({ id: view.id, hash: null }, await drawAgain(ended, job, language), parts);
    const isSent = outcome.kind === 'saved' || (outcome.kind === 'refused' && outcome.answer.isSent);
    if (shown === 'shown' || isSent) return;
    const { opened } = metadata;
    const told = { user: job.user, responseUrl: 'responseUrl' in opened ? opened.responseUrl : null };
    await tell(told, saidOf(ended, language), parts);
  } catch (error) {
    parts.log.error('what became of a form sent in from Slack could not be told', { error });
  }
}
