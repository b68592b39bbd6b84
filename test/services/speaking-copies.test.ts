import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assistant, openAssistant } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { cleanText } from '../../src/language/characters.ts';
import { importBook } from '../../src/ops/book/import.ts';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import { tick } from '../../src/tick.ts';
import { judgeSpoken } from '../fixtures/judge-spoken.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';

const HOUR = 3_600_000;
// A Sunday here and a Saturday there.
const FROM = Date.parse('2026-09-13T00:00:00Z');
const clock = { now: FROM };
let postgres: PostgresServer;
let copies: Assistant[];

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.freshDatabase();
  const config = parseConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
  copies = await Promise.all([1, 2, 3].map(() => openAssistant(config, () => clock.now)));
  const [first] = copies;
  if (!first) throw new Error('no copy');
  const { store, newId } = first;
  const options = { now: FROM, zone: config.timeZone, newId, clean: cleanText, actorId: null };
  const result = await importBook(store, demoBook({ now: FROM }), options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
});
afterAll(async () => {
  for (const copy of copies) await copy.close();
  await postgres.stop();
});

it('three copies on one database say each thing once between them', async () => {
  for (let hour = 0; hour < 5 * 24; hour++) {
    clock.now = FROM + hour * HOUR;
    await Promise.all(copies.map((copy) => tick(copy, clock.now, false)));
  }
  const [first] = copies;
  if (!first) throw new Error('no copy');
  const { broken, messages, items } = await judgeSpoken(first);
  expect(broken).toEqual([]);
  expect(messages).toBeGreaterThan(20);
  expect(items).toBeGreaterThan(100);
  const { states } = await first.store.outbox.figures(clock.now);
  expect(states).toMatchObject({ pending: 0, sending: 0, failed: 0, unknown: 0 });
});
