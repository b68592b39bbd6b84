import type { ModalView } from '@slack/types';
import { within } from '../../src/chat/within.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { codeOf, toSlackFault } from './errors.ts';
import { tell } from './keep.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { SlackParts } from './parts.ts';
import { refusalOf } from './refusal.ts';
import { renderLoading, renderNotice } from './render-form.ts';

/** A gesture that asks for a modal. */
export interface Asking {
  readonly team: string;
  readonly user: string;
  /** Good once, for three seconds. */
  readonly trigger: string;
  /** Where whoever made it is told when no modal can be opened; `null`: nowhere. */
  readonly responseUrl: string | null;
  /** The modal the gesture was made in, which makes room; `null`: it was not made in one. */
  readonly within: { readonly id: string; readonly hash: string } | null;
}

export type OpenParts = Pick<
  SlackParts,
  'clients' | 'store' | 'organisation' | 'config' | 'directory' | 'linking' | 'recognise' | 'log'
>;

/**
 * Opens a modal at once, as the trigger soon is no good any more, and fills it when it is known with what. Somebody who may not use
 * the assistant reads that instead. Never rejects.
 */
export async function openModal(
  asking: Asking,
  parts: OpenParts,
  fill: (member: Member) => Promise<ModalView>,
): Promise<void> {
  const { team, user } = asking;
  const language = await readingIn(team, user, parts);
  const opened = await openLoading(asking, language, parts);
  if (opened === null) return;
  const view = await filled(asking, language, parts, fill);
  await showInModal(opened, view, parts);
}

/** What an unknown profile may take, in milliseconds: the trigger is good for three seconds. */
const PROFILE_MS = 500;

/** Theirs with us; of somebody we do not know, that of their Slack. */
async function readingIn(team: string, user: string, parts: OpenParts): Promise<Language> {
  const { store, directory, organisation } = parts;
  const member = await within(300, store.views.memberByIdentity('slack', team, user)).catch(() => undefined);
  if (member !== undefined) return member === 'late' ? organisation.language : member.language;
  const profile = await within(PROFILE_MS, directory.profileOf(user)).catch(() => null);
  return (profile === 'late' ? null : profile?.language) ?? organisation.language;
}

/** A modal that is open. */
export interface OpenView {
  readonly id: string;
  /** Of the content it has; with `null` any content is replaced. */
  readonly hash: string | null;
}

/** Puts another content into a modal that is open. `false`: it is not there, or has another content by now. Never rejects. */
export async function showInModal(
  { id, hash }: OpenView,
  view: ModalView,
  { clients, log }: Pick<SlackParts, 'clients' | 'log'>,
): Promise<boolean> {
  try {
    await clients.ask.views.update({ view_id: id, ...(hash === null ? {} : { hash }), view });
    return true;
  } catch (error) {
    // Closed meanwhile, or changed by a later gesture.
    const isGone = ['not_found', 'hash_conflict', 'view_not_found'].includes(codeOf(error) ?? '');
    if (!isGone) log.warn('a form in Slack could not be shown', { why: toSlackFault(error).text });
    return false;
  }
}

async function openLoading(asking: Asking, language: Language, parts: OpenParts): Promise<OpenView | null> {
  const { trigger, within: around } = asking;
  const view = renderLoading(language);
  // A second modal over one that is open would hide it.
  if (around !== null) return (await showInModal(around, view, parts)) ? { id: around.id, hash: null } : null;
  try {
    const { view: opened } = await parts.clients.post.views.open({ trigger_id: trigger, view });
    return opened?.id === undefined ? null : { id: opened.id, hash: opened.hash ?? null };
  } catch (error) {
    parts.log.warn('a form in Slack could not be opened', { why: toSlackFault(error).text });
    await tell(asking, MODAL_WORDS[language].notOpened, parts);
    return null;
  }
}

async function filled(
  { team, user }: Asking,
  language: Language,
  parts: OpenParts,
  fill: (member: Member) => Promise<ModalView>,
): Promise<ModalView> {
  try {
    const recognised = await parts.recognise(team, user);
    if (recognised.kind === 'member') return await fill(recognised.member);
    const { reply, ...reader } = await refusalOf({ team, user, said: null }, recognised, parts);
    return renderNotice(reply, reader.language, reader.timeZone);
  } catch (error) {
    parts.log.error('a form in Slack could not be filled in', { error });
    return trouble(language, parts.organisation.timeZone);
  }
}

function trouble(language: Language, timeZone: string): ModalView {
  const reply: Reply = {
    title: messagesIn(language).errors.unavailable,
    tone: 'warning',
    audience: 'asker',
    blocks: [],
  };
  return renderNotice(reply, language, timeZone);
}
