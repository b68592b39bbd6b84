import { and, asc, count, desc, eq, gt, gte, inArray, lt, max, sql } from 'drizzle-orm';
import type { Instant } from '../../src/domain/records.ts';
import type { Channel, Message, Place, Spoken } from '../../src/ports/conversations.ts';
import { atMost, lazily, overList, type Queries, settable, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { toStorable } from '../storable.ts';

/** The rows of the console's own places. What writes is to be called by one at a time among all processes. */
export function createConversationRows(
  queries: Queries,
  { consoleChannels: channels, consoleMessages: messages, consoleReads: reads }: Tables,
) {
  const channel = {
    id: channels.id,
    name: channels.name,
    createdById: channels.createdById,
    createdAt: channels.createdAt,
  };
  const allChannels = lazily(() =>
    queries.select(channel).from(channels).orderBy(asc(channels.foldedKey)).prepare('console_channels_all'),
  );
  const channelById = lazily(() =>
    queries
      .select(channel)
      .from(channels)
      .where(eq(channels.id, slot('id')))
      .prepare('console_channels_one'),
  );
  const channelByName = lazily(() =>
    queries
      .select(channel)
      .from(channels)
      .where(eq(channels.foldedKey, slot('foldedKey')))
      .prepare('console_channels_named'),
  );
  const addChannel = lazily(() =>
    queries
      .insert(channels)
      .values({
        id: slot('id'),
        name: slot('name'),
        foldedKey: slot('foldedKey'),
        createdById: slot('createdById'),
        createdAt: slot('createdAt'),
      })
      .onConflictDoNothing()
      .returning({ id: channels.id })
      .prepare('console_channels_add'),
  );
  const renameChannel = lazily(() =>
    queries
      .update(channels)
      .set(settable({ name: slot('name'), foldedKey: slot('foldedKey') }))
      .where(eq(channels.id, slot('id')))
      .returning({ id: channels.id })
      .prepare('console_channels_rename'),
  );
  const removeChannel = lazily(() =>
    queries
      .delete(channels)
      .where(eq(channels.id, slot('id')))
      .returning({ id: channels.id })
      .prepare('console_channels_remove'),
  );
  const clearPlace = lazily(() =>
    queries
      .delete(messages)
      .where(eq(messages.place, slot('place')))
      .prepare('console_messages_clear'),
  );
  const clearReads = lazily(() =>
    queries
      .delete(reads)
      .where(eq(reads.place, slot('place')))
      .prepare('console_reads_clear'),
  );

  const last = lazily(() =>
    queries
      .select({ position: max(messages.position) })
      .from(messages)
      .where(eq(messages.place, slot('place')))
      .prepare('console_messages_last'),
  );
  const insert = lazily(() =>
    queries
      .insert(messages)
      .values({
        id: slot('id'),
        place: slot('place'),
        position: slot('position'),
        sendKey: slot('sendKey'),
        spoken: slot('spoken'),
        postedAt: slot('at'),
        updatedAt: slot('at'),
      })
      .prepare('console_messages_insert'),
  );
  const replace = lazily(() =>
    queries
      .update(messages)
      .set(settable({ spoken: slot('spoken'), updatedAt: slot('at') }))
      .where(eq(messages.id, slot('id')))
      .returning({ id: messages.id })
      .prepare('console_messages_replace'),
  );
  const byKey = lazily(() =>
    queries
      .select()
      .from(messages)
      .where(and(eq(messages.place, slot('place')), eq(messages.sendKey, slot('sendKey'))))
      .prepare('console_messages_by_key'),
  );
  const latest = lazily(() =>
    queries
      .select()
      .from(messages)
      .where(and(eq(messages.place, slot('place')), lt(messages.position, slot('before'))))
      .orderBy(desc(messages.position))
      .limit(atMost(slot('limit')))
      .prepare('console_messages_latest'),
  );
  const after = lazily(() =>
    queries
      .select()
      .from(messages)
      .where(and(eq(messages.place, slot('place')), gt(messages.position, slot('position'))))
      .orderBy(asc(messages.position))
      .limit(atMost(slot('limit')))
      .prepare('console_messages_after'),
  );
  const changed = overList((places, length) =>
    queries
      .select()
      .from(messages)
      .where(and(inArray(messages.place, places), gte(messages.updatedAt, slot('at'))))
      .orderBy(asc(messages.updatedAt), asc(messages.id))
      .limit(atMost(slot('limit')))
      .prepare(`console_messages_changed_${length}`),
  );
  const unread = overList((places, length) => {
    const readTo = queries
      .select({ position: reads.position })
      .from(reads)
      .where(and(eq(reads.memberId, slot('memberId')), eq(reads.place, messages.place)));
    return queries
      .select({ place: messages.place, rows: count() })
      .from(messages)
      .where(and(inArray(messages.place, places), sql`${messages.position} > coalesce((${readTo}), 0)`))
      .groupBy(messages.place)
      .prepare(`console_messages_unread_${length}`);
  });
  const markRead = lazily(() =>
    queries
      .insert(reads)
      .values({ memberId: slot('memberId'), place: slot('place'), position: slot('position'), readAt: slot('at') })
      .onConflictDoUpdate({
        target: [reads.memberId, reads.place],
        set: settable({ position: slot('position'), readAt: slot('at') }),
        setWhere: lt(reads.position, slot('position')),
      })
      .prepare('console_reads_mark'),
  );

  const rows = {
    channels: (): Promise<readonly Channel[]> => allChannels().execute(),
    async addChannel(added: Channel): Promise<boolean> {
      const { id, name, createdById, createdAt } = toStorable(added);
      const values = { id, name, foldedKey: foldName(name), createdById, createdAt };
      return (await addChannel().execute(values)).length > 0;
    },
    async renameChannel(id: string, given: string): Promise<'done' | 'taken' | 'missing'> {
      const { name } = toStorable({ name: given });
      const foldedKey = foldName(name);
      const [holder] = await channelByName().execute({ foldedKey });
      if (holder && holder.id !== id) return 'taken';
      return (await renameChannel().execute({ id, name, foldedKey })).length > 0 ? 'done' : 'missing';
    },
    async removeChannel(id: string): Promise<boolean> {
      const place = `${CHANNEL}${id}`;
      await clearPlace().execute({ place });
      await clearReads().execute({ place });
      return (await removeChannel().execute({ id })).length > 0;
    },
    async post(id: string, place: Place, key: string, spoken: Spoken, at: Instant): Promise<Message | undefined> {
      const known = await rows.byKey(place, key);
      if (known) return known;
      if (place.startsWith(CHANNEL)) {
        const channels = await channelById().execute({ id: place.slice(CHANNEL.length) });
        if (channels.length === 0) return undefined;
      }
      const position = ((await last().execute({ place }))[0]?.position ?? 0) + 1;
      await insert().execute({ id, place, position, at, ...toStorable({ sendKey: key, spoken }) });
      return rows.byKey(place, key);
    },
    async replace(id: string, spoken: Spoken, at: Instant): Promise<boolean> {
      return (await replace().execute({ id, spoken: toStorable(spoken), at })).length > 0;
    },
    async byKey(place: Place, key: string): Promise<Message | undefined> {
      return (await byKey().execute({ place, ...toStorable({ sendKey: key }) })).map(toMessage)[0];
    },
    async latest(place: Place, limit: number, before: number = LAST_POSITION): Promise<readonly Message[]> {
      return (await latest().execute({ place, limit, before })).map(toMessage).toReversed();
    },
    async after(place: Place, position: number, limit: number): Promise<readonly Message[]> {
      return (await after().execute({ place, position, limit })).map(toMessage);
    },
    async changedSince(places: readonly Place[], at: Instant, limit: number): Promise<readonly Message[]> {
      const found = await changed(places, { at, limit });
      return found
        .toSorted((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(toMessage);
    },
    async unread(memberId: string, places: readonly Place[]): Promise<Readonly<Record<Place, number>>> {
      const found = await unread(places, { memberId });
      return Object.fromEntries(found.map(({ place, rows }) => [place, Number(rows)]));
    },
    async markRead(memberId: string, place: Place, position: number, at: Instant): Promise<void> {
      await markRead().execute({ memberId, place, position, at });
    },
  };
  return rows;
}

const CHANNEL = 'channel:';
/** The greatest number both engines keep in an integer column. */
const LAST_POSITION = 2_147_483_647;

const foldName = (name: string): string => name.trim().toLowerCase();

type Row = Tables['consoleMessages']['$inferSelect'];

function toMessage({ id, place, position, spoken, postedAt, updatedAt }: Row): Message {
  return { id, place, position, ...spoken, postedAt, updatedAt };
}
