import type { Instant, Member } from '../../src/domain/records.ts';
import type { Channel, Conversations } from '../../src/ports/conversations.ts';
import type { Delivery, InboxItem } from '../../src/ports/queues.ts';
import { StoreError } from '../../src/ports/store.ts';
import type { Answer, Router } from '../../src/router/messages.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { Message } from './body.ts';
import { type AskedInChannel, askInChannel } from './channels.ts';

export interface DoorOptions {
  readonly router: Pick<Router, 'handle'>;
  readonly conversations: Conversations;
  readonly isOpenBook: () => Promise<boolean>;
  readonly onPosted: () => void;
  readonly newId: () => string;
  readonly now: () => Instant;
  /** Without one nothing is recorded before it is worked on, and what is sent again is done again. */
  readonly intake?: Pick<Intake, 'ask' | 'serve'>;
}

/** What a page is shown of an answer. `posted` and `isPrivate`: it was said in a channel. */
export type Told = { readonly answer: Answer } & Partial<Pick<AskedInChannel, 'posted' | 'isPrivate'>>;

/** Takes what a member says: recorded under the page's own id first, so that the same sent again is answered, not done, again. */
export interface Door {
  ask(member: Member, message: Message): Promise<Told | 'later' | 'no-channel'>;
}

interface Said {
  readonly member: Member;
  readonly message: Message;
  /** `null`: with the assistant alone. */
  readonly channel: Channel | null;
}

export function createDoor(options: DoorOptions): Door {
  const { intake, now } = options;
  intake?.serve('console', async (item) => ({
    answer: await carryOut(saidIn(item), item.receivedAt, item.id, options),
  }));
  return {
    async ask(member, message) {
      const channel = await channelOf(message, options.conversations);
      if (channel === undefined) return 'no-channel';
      const said = { member, message, channel };
      if (message.id === undefined || !intake) return carryOut(said, now(), undefined, options);
      const asked = await intake.ask(toDelivery(said, message.id)).catch(unlessUnwritable);
      // Questions can be answered all the same, and whoever wants to record something is told what is wrong.
      if (asked === 'unwritable') return carryOut(said, now(), undefined, options);
      if (asked.kind === 'later') return 'later';
      // Only this door answers what comes through it.
      if (asked.kind === 'answered') return asked.answer as Told;
      if (asked.error instanceof Unavailable) return asked.error.told;
      throw asked.error instanceof Error ? asked.error : new Error(String(asked.error));
    },
  };
}

function unlessUnwritable(error: unknown): 'unwritable' {
  if (error instanceof StoreError && (error.fault === 'full' || error.fault === 'read-only')) return 'unwritable';
  throw error;
}

async function channelOf({ channelId }: Message, conversations: Conversations): Promise<Channel | null | undefined> {
  if (channelId === undefined) return null;
  return (await conversations.channels()).find(({ id }) => id === channelId);
}

/** Nothing was done because something inside is in trouble: not an answer to keep. */
class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly told: Told;
  constructor(told: Told) {
    super('it could not be worked on just now');
    this.told = told;
  }
}

async function carryOut(
  { member, message, channel }: Said,
  at: Instant,
  inboxId: string | undefined,
  options: DoorOptions,
): Promise<Told> {
  const told = channel
    ? await askInChannel({ message, member, channel, at, inboxId }, options)
    : {
        answer: await options.router.handle({
          memberId: member.id,
          platform: 'console',
          place: 'dm',
          content: message.content,
          at,
          ...(inboxId === undefined ? {} : { inboxId }),
        }),
      };
  const { answer } = told;
  if (inboxId !== undefined && !answer.ok && answer.understood === null && answer.error.code === 'unavailable')
    throw new Unavailable(told);
  return told;
}

/** One member's messages are worked on in the order they came; the page's id is theirs alone. */
function toDelivery(said: Said, id: string): Delivery {
  const { id: memberId } = said.member;
  return {
    platform: 'console',
    tenant: '',
    deliveryKey: `${memberId}:${id}`,
    conversation: memberId,
    payload: said,
  };
}

/** What `toDelivery` wrote. */
const saidIn = ({ payload }: InboxItem): Said => payload as Said;
