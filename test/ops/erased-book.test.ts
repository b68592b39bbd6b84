import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED } from '../../src/domain/erased.ts';
import { exportBook } from '../../src/ops/book/export.ts';
import { type Json, NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

describe('a book in which somebody was erased', () => {
  let kam: TestAssistant;
  let contactId: string;
  beforeAll(async () => {
    kam = await openTestAssistant(smallBook());
    for (const text of ['昨天拜访华为张伟，聊了预算，他下周五前给答复', '/kam log 华为 李会计 拜访 也说起张伟的预算'])
      expect((await kam.ask(text)).ok).toBe(true);
    const { store } = kam.assistant;
    contactId = (await store.views.all('contact')).find(({ name }) => name === '张伟')?.id ?? '';
    const { remaining } = await store.erase({ contactId, memberId: null, at: Date.parse(NOW), on: '2026-11-21' });
    expect(remaining).toEqual([]);
  });
  afterAll(() => kam?.close());

  it('answers as before, with a tombstone in their place', async () => {
    for (const text of [
      '/kam stage 华为',
      '/kam who 华为',
      '/kam last 华为',
      '/kam changes 华为',
      '/kam account 华为',
    ]) {
      const answer = await kam.answer(text, { as: 'wang' });
      expect({ text, ok: answer.ok }).toEqual({ text, ok: true });
      expect(JSON.stringify(answer)).not.toContain('张伟');
    }
    expect((await kam.ask('/kam last 华为')).data.interaction.note).toContain(ERASED);
  });

  it('lets nobody take back what told of them', async () => {
    const { changes }: { changes: readonly { id: string; command: string; input: Json }[] } = (
      await kam.ask('/kam changes 华为', { as: 'wang' })
    ).data;
    const blanked = changes.find(({ command, input }) => command === 'log' && Object.keys(input).length === 0);
    const undone = await kam.ask(`/kam undo change=${blanked?.id}`);
    expect(undone).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await kam.assistant.store.views.get('contact', contactId))?.name).toBe(ERASED);
  });

  it('travels whole to another database', async () => {
    const book = await exportBook(kam.assistant.store.views);
    const other = await openTestAssistant(JSON.parse(JSON.stringify(book)));
    expect(await exportBook(other.assistant.store.views)).toEqual(book);
    await other.close();
  });
});
