import { commandNamed } from '../commands/registry.ts';
import type { Member } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { InboxItem } from '../ports/queues.ts';
import type { Store } from '../ports/store.ts';
import type { Answer, Content, Incoming, Router } from '../router/messages.ts';
import { aboutChannel } from './about-channel.ts';
import type { Hearers } from './hearers.ts';
import { within } from './within.ts';

/** Something said by somebody we know, as far as it is read and its place is known. */
export interface SaidHere extends Pick<Incoming, 'place' | 'channel'> {
  readonly platform: Platform;
  readonly item: Pick<InboxItem, 'id' | 'receivedAt'>;
  readonly member: Pick<Member, 'id'>;
  readonly content: Content;
  /** It was asked in private before, and is asked again to be said aloud. */
  readonly isShared: boolean;
  readonly isPress: boolean;
  /** It was asked in a channel, where only the asker reads the answer. */
  readonly isPrivate: boolean;
}

export interface AnswerParts {
  readonly router: Pick<Router, 'handle'>;
  readonly store: Pick<Store, 'views'>;
  readonly hearers: Hearers;
}

/** Why nothing is said to all in a channel. */
export type WhyNotHere =
  /** We do not read there. */
  | 'not-there'
  /** Others than members read there, or it cannot be told. */
  | 'others'
  /** All who read there are members, but it is for fewer. */
  | 'fewer'
  /** As `others`, of a digest. */
  | 'no-digest';

/** What is answered, and who may hear it. */
export type AnsweredHere =
  | { readonly kind: 'not-here'; readonly why: WhyNotHere }
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      /** Everybody in the channel may hear it. */
      readonly isAloud: boolean;
      /** Something was written. */
      readonly isDone: boolean;
      /** What to ask again to say it aloud; `null`: it is not to be shared. */
      readonly share: Content | null;
    };

/** How long an answer waits to know whether it could be shared, in milliseconds. */
const SHARE_MS = 1000;

/** Asks the router what somebody said, and finds out who may hear the answer. */
export async function answerSaid(said: SaidHere, parts: AnswerParts): Promise<AnsweredHere> {
  const { platform, item, member, content, place, channel, isShared } = said;
  const { router, store, hearers } = parts;
  if (channel !== undefined && aboutChannel(content) === 'digest') {
    const { tenant, id } = channel;
    if (!(await hearers.areMembers(tenant, id)))
      return { kind: 'not-here', why: (await hearers.areWeThere(id)) ? 'no-digest' : 'not-there' };
  }
  const incoming: Incoming = {
    ...{ memberId: member.id, platform, place, content, at: item.receivedAt, inboxId: item.id },
    ...(channel === undefined ? {} : { channel }),
  };
  const given = takenBack(await router.handle(incoming), said);
  const confirmed = await confirmation(given, said, hearers);
  const answer = confirmed ?? given;
  const isDone = (await store.views.changeCausedBy(item.id)) !== undefined;
  const isAloud = confirmed !== null || (await mayHear(answer, said, hearers));
  if (isShared && answer.ok && !isAloud) return { kind: 'not-here', why: await whyNotHere(said, hearers) };
  const share = isAloud ? null : await shareable(answer, incoming, said, parts);
  return { kind: 'answer', answer, isAloud, isDone, share };
}

/** Nothing was done, because something inside is in trouble: most of it passes by itself. */
export const isTrouble = (answer: Answer): boolean =>
  !answer.ok && answer.understood === null && answer.error.code === 'unavailable';

async function mayHear(answer: Answer, said: SaidHere, hearers: Hearers): Promise<boolean> {
  const { place, channel } = said;
  if (place !== 'channel' || channel === undefined) return false;
  const { tenant, id } = channel;
  // It stood there for all who read there, whatever else they may see.
  if (isTakenBack(answer, said) && (await hearers.areMembers(tenant, id))) return true;
  return hearers.mayHear(answer, tenant, id);
}

/** The same answer with a word beneath it. */
export function withNote(answer: Answer, text: string): Answer {
  const { reply } = answer;
  return { ...answer, reply: { ...reply, blocks: [...reply.blocks, { kind: 'text', text, tone: 'quiet' }] } };
}

/** What was said to all is taken back before all, without saying once more what it was. */
function takenBack(answer: Answer, said: SaidHere): Answer {
  return isTakenBack(answer, said)
    ? { ...answer, reply: { ...answer.reply, audience: 'members', blocks: [] } }
    : answer;
}

const isTakenBack = (answer: Answer, { isPress, place }: SaidHere): boolean =>
  answer.ok && answer.understood.command === 'undo' && isPress && place === 'channel';

/**
 * What somebody told in front of all is confirmed in front of all, in short, where all may see the account it is about; `null`: it is
 * not.
 */
async function confirmation(answer: Answer, said: SaidHere, hearers: Hearers): Promise<Answer | null> {
  const { place, channel, content } = said;
  const { aloud, ...reply } = answer.reply;
  const isHeard = answer.ok && place === 'channel' && 'text' in content;
  if (!isHeard || channel === undefined || aloud === undefined) return null;
  if (!(await hearers.maySee(aloud.accountId, channel.tenant, channel.id))) return null;
  return { ...answer, reply: { ...reply, audience: 'members', blocks: aloud.blocks } };
}

async function whyNotHere({ channel }: SaidHere, hearers: Hearers): Promise<WhyNotHere> {
  if (channel === undefined) return 'others';
  if (!(await hearers.areWeThere(channel.id))) return 'not-there';
  return (await hearers.areMembers(channel.tenant, channel.id)) ? 'fewer' : 'others';
}

/**
 * What to ask again to say a private answer aloud; `null`: nothing that all who read there may hear, or it takes too long to tell.
 * A question is asked twice without harm, and what is said in a channel is not what is said in private.
 */
async function shareable(
  answer: Answer,
  incoming: Incoming,
  { isPrivate }: SaidHere,
  { router, hearers }: AnswerParts,
): Promise<Content | null> {
  const { channel, content } = incoming;
  if (!isPrivate || channel === undefined || !answer.ok || 'form' in content) return null;
  if (commandNamed(answer.understood.command)?.effect !== 'read') return null;
  const canBeShared = async (): Promise<boolean> => {
    if (!(await hearers.areMembers(channel.tenant, channel.id))) return false;
    const { inboxId: _, ...question } = incoming;
    return hearers.mayHear(await router.handle({ ...question, place: 'channel' }), channel.tenant, channel.id);
  };
  return (await within(SHARE_MS, canBeShared())) === true ? content : null;
}
