import type { ModalView } from '@slack/types';
import { type InLetter, pressedIn } from '../../src/chat/pressed.ts';
import type { Instant, Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Call, Form, Reply } from '../../src/reply/reply.ts';
import type { Incoming } from '../../src/router/messages.ts';
import type { SlackParts } from './parts.ts';
import { isDirect } from './placing.ts';
import { type OpenedFrom, renderModal, renderNotice } from './render-form.ts';

/** A form and what it is about, or why there is none. */
export interface Asked {
  readonly form: Form | null;
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
}

/** Where a modal stands with regard to what was before it. */
export interface Drawn {
  readonly opened: OpenedFrom;
  readonly at: InLetter | null;
  readonly iteration: number;
}

type FormParts = Pick<SlackParts, 'router' | 'store' | 'now'>;

/** The form of a call, with its arguments filled in, and with what a text tells, as of the moment it was said; nothing runs. */
export async function askForm(
  call: Call & { readonly from?: string },
  member: Member,
  { team, opened, at }: { readonly team: string; readonly opened: OpenedFrom; readonly at?: Instant },
  { router, now }: Pick<FormParts, 'router' | 'now'>,
): Promise<Asked> {
  const { reply, language, timeZone } = await router.handle({
    memberId: member.id,
    platform: 'slack',
    place: 'dm',
    ...channelOf(team, opened),
    content: { form: call },
    at: at ?? now(),
  });
  return { form: formIn(reply), reply, language, timeZone };
}

/** The form that stands in a letter of this member; `null`: it is not theirs, or not to be found any more. */
export async function formInLetter(
  at: InLetter,
  member: Member,
  { store }: Pick<FormParts, 'store'>,
): Promise<(Asked & { readonly form: Form }) | null> {
  const letter = await store.outbox.byKey(at.letter);
  if (letter === undefined || letter.memberId !== member.id) return null;
  const { reply } = (letter.payload ?? {}) as { readonly reply?: Reply };
  const found = reply === undefined ? null : pressedIn(reply, at);
  if (reply === undefined || found === null || !('kind' in found)) return null;
  const { language, timeZone } = member;
  return { form: found, reply, language, timeZone };
}

/** What was asked for as a modal: the form under what is said of it, or that alone. */
export function toModal({ form, reply, language, timeZone }: Asked, drawn: Drawn): ModalView {
  return form === null
    ? renderNotice(reply, language, timeZone)
    : renderModal(form, { ...drawn, language, timeZone, title: reply.title });
}

export const formIn = ({ blocks }: Reply): Form | null => blocks.find((block) => block.kind === 'form') ?? null;

/** The account of a channel is the one a form begun there is about. */
function channelOf(team: string, opened: OpenedFrom): Pick<Incoming, 'channel'> {
  const channel = 'channel' in opened ? opened.channel : null;
  return channel === null || isDirect(channel) ? {} : { channel: { tenant: team, id: channel } };
}
