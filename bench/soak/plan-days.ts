import type { Posting } from '../../src/ports/chat.ts';
import type { OutboxItem } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import { createCountryDaysOff } from '../../src/services/planning/country-days-off.ts';
import { dailyKey } from '../../src/services/planning/letters.ts';
import type { PlanParts } from '../../src/services/planning/plan-options.ts';
import { planPass } from '../../src/services/planning/plan-pass.ts';
import { composeLetter } from '../../src/services/planning/speaker.ts';
import { aMember, aNextStep, anAccount, anInteraction } from '../../test/fixtures/records.ts';

/** The real planner over readers whose hours come one after another while the soak runs. */

const READERS = 240;
/** Their hours are spread over this long by the clock of the soak, from a little after its beginning. */
const SPREAD_MINUTES = 90;
const FIRST_MINUTE = 2;
const DAY_MS = 24 * 3600_000;
const PLATFORMS = ['slack', 'feishu', 'console'] as const;

const partsOf = (store: Store): PlanParts => ({
  store,
  organisation: { timeZone: 'Etc/UTC', adminEmails: [] },
  countryDaysOff: createCountryDaysOff(),
  async addressOf({ id }) {
    const [identity] = await store.views.identitiesOf(id);
    return identity ? { platform: identity.platform, tenant: '' } : { platform: 'console', tenant: '' };
  },
});

/** What a reader is to get once, from when on. */
export interface Expected {
  readonly key: string;
  readonly at: number;
}

/** Puts readers into the book, each with a promise that fell due, and an hour of their own. */
export async function addReaders(store: Store, epoch: number): Promise<readonly Expected[]> {
  // Where it is about noon now, no hour of theirs falls into another day.
  const hour = new Date(epoch).getUTCHours();
  const offset = hour - 12;
  const zone = offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '+' : '-'}${Math.abs(offset)}`;
  const local = new Date(epoch - offset * 3600_000);
  const day = local.toISOString().slice(0, 10);
  const yesterday = new Date(local.getTime() - DAY_MS).toISOString().slice(0, 10);
  const minuteOf = (place: number): number =>
    local.getUTCMinutes() + FIRST_MINUTE + Math.floor((place * SPREAD_MINUTES) / READERS);
  const readers = Array.from({ length: READERS }, () => aMember({ language: 'en', timeZone: zone }));
  await store.transaction({ command: 'soak', input: {}, memberId: null, at: epoch }, async (repositories) => {
    for (const [place, member] of readers.entries()) {
      const { id: memberId } = member;
      const account = anAccount(memberId);
      const told = anInteraction(account.id, { memberIds: [memberId], kind: 'note', at: epoch - 3 * DAY_MS });
      const minute = minuteOf(place);
      const time = `${String(12 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const platform = PLATFORMS[place % PLATFORMS.length] ?? 'console';
      await repositories.insert('member', member);
      await repositories.insert('account', account);
      await repositories.insert('interaction', told);
      await repositories.insert('nextStep', aNextStep(told, { due: yesterday, byId: memberId }));
      await repositories.insert('preference', {
        ...{ id: memberId, memberId, isOn: true, time, workdays: [1, 2, 3, 4, 5, 6, 7], calendar: 'none' },
        ...{ platform, recordedAt: epoch },
      });
      if (platform !== 'console')
        await repositories.insert('identity', {
          ...{ id: `identity-${memberId}`, memberId, platform, tenant: '', externalId: memberId },
          ...{ timeZone: null, language: null, closedAt: null, createdAt: epoch },
        });
    }
  });
  const noon = epoch - (local.getTime() % 3600_000);
  return readers.map(({ id }, place) => ({ key: dailyKey(id, day), at: noon + minuteOf(place) * 60_000 }));
}

/** What the scheduler does each minute. */
export async function planDay(store: Store, now: number): Promise<void> {
  await planPass(partsOf(store), { now, isDry: false });
}

/** What a daily message says, under its key as the title, by which it is counted; `null`: another kind of letter. */
export async function wordDay(store: Store, item: OutboxItem, now: number): Promise<Posting | 'nothing' | null> {
  if (!item.dedupeKey.startsWith('nudges/')) return null;
  const posting = await composeLetter(partsOf(store), item, now);
  return posting === 'nothing' ? posting : { ...posting, reply: { ...posting.reply, title: item.dedupeKey } };
}
