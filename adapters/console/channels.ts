import type { Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { type Channel, type Conversations, channelPlace, type Spoken } from '../../src/ports/conversations.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Answer, Router } from '../../src/router/messages.ts';
import type { Message } from './body.ts';
import { LIMITS } from './limits.ts';
import type { PagePostedId } from './page/protocol.ts';
import { SERVER_WORDS } from './words.ts';

interface ChannelOptions {
  readonly router: Pick<Router, 'handle'>;
  readonly conversations: Conversations;
  /** Whether every member may see every account: else what is answered about one is not for a channel. */
  readonly isOpenBook: () => Promise<boolean>;
  /** Tells whoever has the page open. */
  readonly onPosted: () => void;
  readonly newId: () => string;
}

export interface AskedInChannel {
  readonly answer: Answer;
  /** What of it everybody can see there. */
  readonly posted: readonly PagePostedId[];
  /** The answer is for the asker alone. */
  readonly isPrivate: boolean;
}

interface Asked {
  readonly message: Message;
  readonly member: Member;
  readonly channel: Channel;
  readonly at: number;
  /** Its item in the inbox: what is posted because of it is posted once. */
  readonly inboxId: string | undefined;
}

/**
 * Puts a message through the router as said in a channel. What was said is seen there by everybody, unless it begins with a slash
 * and is answered to the asker alone; answers are seen by everybody only where nobody is shut out (docs/method.md §18).
 */
export async function askInChannel(asked: Asked, options: ChannelOptions): Promise<AskedInChannel> {
  const { message, member, at } = asked;
  const said = ('text' in message.content ? message.content.text : (message.said ?? '')).slice(0, LIMITS.postedLength);
  const isTold = 'text' in message.content && !/^\s*[/／]/.test(said);
  const own: Reply = { title: said, audience: 'members', blocks: [] };
  const speak = (): Promise<PagePostedId[]> =>
    post(asked, 'said', { reply: own, byId: member.id }, member.language, options);
  // Before it is worked on: who reads along sees the question before its answer.
  const first = isTold ? await speak() : [];
  const answer = await options.router.handle({
    memberId: member.id,
    platform: 'console',
    place: 'channel',
    channel: { tenant: '', id: asked.channel.id },
    content: message.content,
    at,
    ...(asked.inboxId === undefined ? {} : { inboxId: asked.inboxId }),
  });
  if (!(await isForAll(answer, options))) return { answer: shortened(answer, isTold), posted: first, isPrivate: true };
  if (!isTold && said !== '') first.push(...(await speak()));
  const answered = await post(asked, 'answered', { reply: answer.reply }, answer.language, options);
  return { answer, posted: [...first, ...answered], isPrivate: false };
}

/** Nothing where the channel was taken away meanwhile. */
async function post(
  { channel, member, at, inboxId }: Asked,
  key: string,
  what: Pick<Spoken, 'reply' | 'byId'>,
  language: Language,
  { conversations, newId, onPosted }: ChannelOptions,
): Promise<PagePostedId[]> {
  const place = channelPlace(channel.id);
  const spoken = { ...what, language, timeZone: member.timeZone };
  const message = await conversations.post(place, `${key}:${inboxId ?? newId()}`, spoken, at);
  if (message === undefined) return [];
  // Whoever speaks in a channel has it before them.
  await conversations.markRead(member.id, place, message.position, at);
  onPosted();
  return [{ id: message.id, position: message.position }];
}

async function isForAll({ ok, reply }: Answer, { isOpenBook }: ChannelOptions): Promise<boolean> {
  if (!ok || reply.audience === 'asker' || reply.audience === 'account-team') return false;
  return reply.audience === 'outsiders' || isOpenBook();
}

/** People also talk with each other: what was no message to the assistant is not answered with a page of help. */
function shortened(answer: Answer, isTold: boolean): Answer {
  if (answer.ok || answer.error.code !== 'not-understood' || !isTold) return answer;
  const { onlySaid } = SERVER_WORDS[answer.language];
  return { ...answer, reply: { title: onlySaid, audience: 'asker', blocks: [] } };
}
