import type { PlanOptions } from './domain/nudges/plan-state.ts';
import type { Day, Digest, Instant, Member } from './domain/records.ts';
import type { Platform } from './domain/vocabulary.ts';
import type { ChatPort } from './ports/chat.ts';
import type { Log } from './ports/log.ts';
import type { OutboxItem } from './ports/queues.ts';
import type { Store } from './ports/store.ts';
import type { Reply } from './reply/reply.ts';
import type { Organisation } from './router/call-context.ts';
import type { Burst } from './services/burst.ts';
import { createDelivery, type Delivered, type Delivery } from './services/delivery.ts';
import { composeDigest } from './services/planning/compose-digest.ts';
import { createCountryDaysOff } from './services/planning/country-days-off.ts';
import { type DigestPlan, digestPass } from './services/planning/digest-pass.ts';
import { digestSince } from './services/planning/digest-window.ts';
import type { Address } from './services/planning/letters.ts';
import { calendarsAt, type PlanParts, planOptions } from './services/planning/plan-options.ts';
import { type MemberPlan, planPass } from './services/planning/plan-pass.ts';
import { noteResting, restingDigests } from './services/planning/resting-digests.ts';
import { type Scheduled, scheduledFor } from './services/planning/scheduled.ts';
import { composeLetter, noteUnknown } from './services/planning/speaker.ts';

/** What a pass of the scheduler did, or would have done. */
export interface PassReport {
  readonly members: readonly MemberPlan[];
  readonly digests: readonly DigestPlan[];
  /** What was sent, by what became of it. */
  readonly delivered: Delivered;
}

/** Speaking unasked: what to say, to whom, when, and getting it there. */
export interface Speaking {
  readonly delivery: Delivery;
  /** Looks once who is to be told what. `isDry`: nothing is written. */
  plan(now: Instant, isDry: boolean): Promise<Pick<PassReport, 'members' | 'digests'>>;
  scheduledFor(member: Member, now: Instant): Promise<Scheduled>;
  /** What planning goes by now, looking ahead to a day. */
  planOptions(now: Instant, through: Day): Promise<PlanOptions>;
  digestNow(digest: Digest, now: Instant): Promise<Reply | null>;
  /** Of these, the ids of those in whose channel the assistant is not any more. */
  restingDigests(digests: readonly Digest[]): Promise<ReadonlySet<string>>;
  /** Puts a letter that is out as it reads now in its own place. */
  settleLetter(letterKey: string): void;
  /** Something was recorded: letters of today that tell of these accounts are read anew. */
  look(changeId: string): void;
  /** Where a member is written to; `null`: nowhere. */
  addressOf(member: Member): Promise<Address | null>;
}

export interface SpeakingParts {
  readonly store: Store;
  readonly organisation: Organisation;
  readonly log: Log;
  readonly now: () => Instant;
  /** Those that run. */
  readonly chats: readonly ChatPort[];
  /** What comes in meanwhile. */
  readonly burst: Pick<Burst, 'over'>;
}

/**
 * The least time between two messages to one destination, in milliseconds: Slack takes one a second in a channel, Feishu five in a
 * group, of all bots there together.
 */
const PACE_MS = { slack: 1000, feishu: 250 } as const;

/** Messages said longer ago than this are left as they are. */
const FRESH_MS = 36 * 3_600_000;

export function createSpeaking({ store, organisation, log, now, chats, burst }: SpeakingParts): Speaking {
  const { outbox } = store;
  const running = chats.map(({ platform }) => platform);
  const parts: PlanParts = {
    store,
    organisation,
    countryDaysOff: createCountryDaysOff(),
    addressOf: (member) => addressOf(store, member, running),
  };
  const seenMembers = new Map<string, Day>();
  const seenDigests = new Map<string, Day>();
  const delivery = createDelivery({
    outbox,
    chats,
    compose: (item) => composeLetter(parts, item, now()),
    paceMs: PACE_MS,
    onUnknown: (_, at) => noteUnknown(parts, at),
    onNotThere: (item, at) => noteResting(parts, item, at),
    now,
    chance: Math.random,
    log,
    burst,
  });

  const update = async (item: OutboxItem): Promise<void> => {
    const chat = chats.find(({ platform }) => platform === item.platform);
    if (!chat || item.state !== 'sent' || item.sentAs === null) return;
    const posting = await composeLetter(parts, item, now());
    if (posting === 'nothing') return;
    const result = await chat.update(item.sentAs, posting);
    if (result.kind !== 'sent') log.warn('a message could not be brought up to date', { key: item.dedupeKey, result });
  };
  let updating: Promise<void> = Promise.resolve();
  /** One after another, so that what is read last is what stands there last. */
  const inTurn = (work: () => Promise<void>): void => {
    updating = updating
      .then(work)
      .catch((error: unknown) => log.warn('messages were not brought up to date', { error }));
  };

  return {
    delivery,
    addressOf: parts.addressOf,
    async plan(at, isDry) {
      const members = await planPass(parts, { now: at, isDry, ...(isDry ? {} : { seen: seenMembers }) });
      const digests = await digestPass(parts, { now: at, isDry, ...(isDry ? {} : { seen: seenDigests }) });
      return { members, digests };
    },
    scheduledFor: (member, at) => scheduledFor(parts, member, at),
    async planOptions(at, through) {
      const members = await store.views.all('member');
      return planOptions(parts, members, await calendarsAt(parts, members, at), through);
    },
    async digestNow(digest, at) {
      const calendars = await calendarsAt(parts, [], at, [digest.timeZone]);
      const window = digestSince(digest, at, calendars.workdaysIn(digest.timeZone).isDayOff);
      return composeDigest(parts, digest, window, at);
    },
    restingDigests: (digests) => restingDigests(digests, outbox),
    settleLetter: (letterKey) =>
      inTurn(async () => {
        const item = await outbox.byKey(letterKey);
        if (item) await update(item);
      }),
    look: (changeId) =>
      inTurn(async () => {
        const accounts = await store.views.accountsChangedBy(changeId);
        const keys = accounts.length === 0 ? [] : await store.views.lettersAbout(accounts, now() - FRESH_MS);
        for (const key of keys) {
          const item = await outbox.byKey(key);
          if (item) await update(item);
        }
      }),
  };
}

/** Where they want to be written to, else where they are known; the console knows everybody. */
async function addressOf(store: Store, member: Member, running: readonly Platform[]): Promise<Address | null> {
  const wanted = (await store.views.get('preference', member.id))?.platform ?? null;
  const order: readonly Platform[] = wanted === null ? ['slack', 'feishu', 'console'] : [wanted, 'console'];
  for (const platform of order) {
    if (!running.includes(platform)) continue;
    if (platform === 'console') return { platform, tenant: '' };
    const identity = (await store.views.identitiesOf(member.id)).find(
      (one) => one.platform === platform && one.closedAt === null,
    );
    if (identity) return { platform, tenant: identity.tenant };
  }
  return null;
}
