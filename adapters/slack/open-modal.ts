import type { ModalView } from '@slack/types';
import { within } from '../../src/chat/within.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { SlackFault } from './errors.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { SlackParts } from './parts.ts';
import { type Asking, putModal, showInModal } from './put-modal.ts';
import { refusalOf } from './refusal.ts';
import { renderLoading, renderNotice } from './render-form.ts';
import { tell } from './tell.ts';

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
  const opened = await putModal(asking, renderLoading(language), (fault) => notOpened(fault, language), parts);
  if (opened === null) return;
  const view = await filled(asking, language, parts, fill);
  if ((await showInModal(opened, view, parts)) !== 'failed') return;
  // It must not go on saying that it is being opened.
  const { id } = opened;
  const instead = trouble(language, parts.organisation.timeZone);
  if ((await showInModal({ id, hash: null }, instead, parts)) === 'failed')
    await tell(asking, messagesIn(language).errors.unavailable, parts);
}

function notOpened(fault: SlackFault | null, language: Language): string {
  const words = MODAL_WORDS[language];
  return fault?.kind === 'refused' && fault.trouble === 'app' ? words.notAllowed : words.notOpened;
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
