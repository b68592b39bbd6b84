import type { Digest, Instant, Member } from '../../domain/records.ts';
import { messagesIn } from '../../i18n/messages.ts';
import { NOT_THERE } from '../../ports/chat.ts';
import type { Letter, Outbox, OutboxItem } from '../../ports/queues.ts';
import type { Reply } from '../../reply/reply.ts';
import { adminsAmong } from '../permissions.ts';
import type { PlanParts } from './plan-options.ts';

/**
 * Digests of channels the assistant is not in any more, by their ids: each letter is tried once, so one a day, and the last of them
 * found nobody there. Told from the outbox, so that nothing has to be kept in step.
 */
export async function restingDigests(
  digests: readonly Digest[],
  outbox: Pick<Outbox, 'inStates' | 'saidIn'>,
): Promise<ReadonlySet<string>> {
  const resting = new Set<string>();
  if (digests.length === 0) return resting;
  const unheard = (await outbox.inStates(['failed'], LOOKED_AT)).filter(isUnheard);
  for (const { id, recordedAt } of digests) {
    const last = unheard.find(({ dedupeKey }) => dedupeKey.startsWith(`digest/${id}/`));
    // Whoever sets it up again was there.
    if (last === undefined || last.settledAt === null || last.settledAt < recordedAt) continue;
    if ((await outbox.saidIn(last, last.settledAt, 1)).length === 0) resting.add(id);
  }
  return resting;
}

/** The assistant was taken into a channel: what could not be told there and is still worth telling, once more. */
export async function toldAgain(
  where: Pick<Letter, 'platform' | 'tenant' | 'destination'>,
  cause: string,
  outbox: Pick<Outbox, 'inStates'>,
  now: Instant,
): Promise<readonly Letter[]> {
  const { platform, tenant, destination } = where;
  const unheard = (await outbox.inStates(['failed'], LOOKED_AT)).filter(isUnheard);
  const [last] = unheard.filter(
    (one) =>
      one.platform === platform && one.tenant === tenant && one.destination === destination && one.notAfter > now,
  );
  if (last === undefined) return [];
  // What failed is kept without its payload, but for what stands in its key.
  const [, digestId, day] = last.dedupeKey.split('/');
  const { kind, memberId, notAfter } = last;
  const dedupeKey = `${last.dedupeKey}/${cause}`;
  return [{ dedupeKey, kind, ...where, memberId, payload: { digestId, day }, notBefore: now, notAfter }];
}

/** Tells the admins, once until something is said there again, that a digest finds nobody to tell, and what to do. */
export async function noteResting(parts: PlanParts, item: OutboxItem, now: Instant): Promise<readonly Letter[]> {
  const { store, organisation } = parts;
  const { digestId } = (item.payload ?? {}) as { readonly digestId?: string };
  const digest = digestId === undefined ? undefined : await store.views.get('digest', digestId);
  if (digest === undefined) return [];
  const [before] = await store.outbox.saidIn(item, 0, 1);
  const about = `notice/digest-rests/${digest.id}/${before?.id ?? digest.recordedAt}`;
  const admins = adminsAmong(await store.views.all('member'), organisation.adminEmails);
  const letters = await Promise.all(admins.map((admin) => noteTo(parts, admin, { digest, about, now })));
  return letters.flat();
}

/** So many failed letters are looked at, the newest first. */
const LOOKED_AT = 500;
const WORTH_MS = 14 * 24 * 3_600_000;

const isUnheard = ({ kind, error }: OutboxItem): boolean => kind === 'digest' && error === NOT_THERE;

interface Note {
  readonly digest: Digest;
  readonly about: string;
  readonly now: Instant;
}

async function noteTo(parts: PlanParts, admin: Member, { digest, about, now }: Note): Promise<readonly Letter[]> {
  const address = await parts.addressOf(admin);
  if (address === null) return [];
  const { resting } = messagesIn(admin.language).nudges.digest;
  const { platform, channel, id, every, time, authorId } = digest;
  const { weekly, daily } = messagesIn(admin.language).nudges.digest;
  const author = authorId === null ? undefined : await parts.store.views.get('member', authorId);
  const when = resting.where(every === 'week' ? weekly(time) : daily(time), author?.name ?? null);
  // Of a group it is not in, the assistant knows no name.
  const name = platform === 'feishu' ? resting.unnamed : `#${channel}`;
  const off = { label: resting.off, press: { command: 'digest', args: { when: 'off', digest: id } } };
  const reply: Reply = {
    title: resting.title,
    tone: 'warning',
    audience: 'asker',
    blocks: [
      { kind: 'text', text: [{ channel, platform, name }, ` · ${when}`] },
      { kind: 'text', text: resting.why },
      { kind: 'buttons', buttons: [off] },
    ],
  };
  return [
    {
      ...{ dedupeKey: `${about}/${admin.id}`, kind: 'notice', ...address },
      ...{ destination: `dm:${admin.id}`, memberId: admin.id, notBefore: now, notAfter: now + WORTH_MS },
      payload: { reply, language: admin.language, timeZone: admin.timeZone },
    },
  ];
}
