import { addDays, dayOf } from '../../domain/days.ts';
import type { Day, Digest, Instant, Member } from '../../domain/records.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { messagesIn } from '../../i18n/messages.ts';
import type { Posting } from '../../ports/chat.ts';
import type { Letter, OutboxItem } from '../../ports/queues.ts';
import type { Reply } from '../../reply/reply.ts';
import { adminsAmong } from '../permissions.ts';
import { composeDigest } from './compose-digest.ts';
import { composeNudges } from './compose-nudges.ts';
import { digestSince } from './digest-window.ts';
import { calendarsAt, type PlanParts } from './plan-options.ts';

interface Spoken {
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
  readonly route?: unknown;
}

/** What a letter says now, drawn for its reader; `nothing`: it is not worth saying any more. */
export async function composeLetter(parts: PlanParts, item: OutboxItem, now: Instant): Promise<Posting | 'nothing'> {
  const spoken = await spokenOf(parts, item, now);
  const { dedupeKey: key, tenant, destination } = item;
  return spoken === null ? 'nothing' : { key, tenant, destination, ...spoken };
}

async function spokenOf(parts: PlanParts, item: OutboxItem, now: Instant): Promise<Spoken | null> {
  switch (item.kind) {
    case 'nudges':
    case 'urgent':
      return nudgesOf(parts, item, now);
    case 'digest':
      return digestOf(parts, item, now);
    default:
      // Worded when it was posted: the answer to a question, a note about an accident.
      return item.payload as Spoken | null;
  }
}

async function nudgesOf(parts: PlanParts, item: OutboxItem, now: Instant): Promise<Spoken | null> {
  const member = item.memberId === null ? undefined : await parts.store.views.get('member', item.memberId);
  if (!member) return null;
  const { more = 0 } = (item.payload ?? {}) as { more?: number };
  const isSent = item.state === 'sent';
  const letter = { key: item.dedupeKey, isUrgent: item.kind === 'urgent', isSent, more: isSent ? 0 : more };
  const reply = await composeNudges(parts, letter, member, now);
  return reply && { reply, language: member.language, timeZone: member.timeZone };
}

async function digestOf(parts: PlanParts, { payload }: OutboxItem, now: Instant): Promise<Spoken | null> {
  const { digestId, day, since, until } = (payload ?? {}) as Partial<
    Record<'digestId' | 'day' | 'since' | 'until', string>
  >;
  const digest = digestId === undefined ? undefined : await parts.store.views.get('digest', digestId);
  if (!digest || day === undefined) return null;
  const isWhole = since !== undefined && until !== undefined;
  const window = isWhole ? { day, since, until } : await windowOf(parts, digest, day, now);
  const reply = await composeDigest(parts, digest, window, now);
  return reply && { reply, language: digest.language, timeZone: digest.timeZone };
}

/** Of a digest that is told late: what it would have told of at its hour. */
async function windowOf(parts: PlanParts, digest: Digest, day: Day, now: Instant) {
  const calendars = await calendarsAt(parts, [], now, [digest.timeZone]);
  const { since } = digestSince(digest, now, calendars.workdaysIn(digest.timeZone).isDayOff);
  return { day, since, until: addDays(day, -1) };
}

/** Tells the admins, once a day, that nobody knows whether messages arrived. */
export async function noteUnknown(parts: PlanParts, now: Instant): Promise<readonly Letter[]> {
  const { store, organisation } = parts;
  const admins = adminsAmong(await store.views.all('member'), organisation.adminEmails);
  const letters = await Promise.all(admins.map((admin) => noteTo(parts, admin, now)));
  return letters.flat();
}

const NOTE_MS = 24 * 3_600_000;

async function noteTo(parts: PlanParts, admin: Member, now: Instant): Promise<readonly Letter[]> {
  const address = await parts.addressOf(admin);
  if (address === null) return [];
  const { nudges } = messagesIn(admin.language);
  const { states } = await parts.store.outbox.figures(now);
  const reply: Reply = {
    title: nudges.unsent(states.unknown + 1),
    tone: 'warning',
    audience: 'asker',
    blocks: [{ kind: 'text', text: nudges.unsentWhy }],
  };
  return [
    {
      ...{ dedupeKey: `notice/unknown/${admin.id}/${dayOf(now, admin.timeZone)}`, kind: 'notice', ...address },
      ...{ destination: `dm:${admin.id}`, memberId: admin.id, notBefore: now, notAfter: now + NOTE_MS },
      payload: { reply, language: admin.language, timeZone: admin.timeZone },
    },
  ];
}
