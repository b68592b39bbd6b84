import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatPort, Posting } from '../../src/ports/chat.ts';
import type { Block } from '../../src/reply/reply.ts';
import { newId } from '../fixtures/records.ts';

/** A platform to send into, and what a reader sees there. */
export interface ChatSubject {
  readonly chat: ChatPort;
  readonly tenant: string;
  /** A reader, and a channel, that are there. */
  readonly reader: string;
  readonly channel: string;
  /** One that is not there any more. */
  readonly gone: string;
  /** What a reader of that place sees, oldest first, each message as the text they read. */
  shown(destination: string): Promise<readonly string[]>;
  /** The next call fails: before the platform took it, or after, with the answer lost on the way. */
  failNext(when: 'before' | 'after'): void;
  close(): Promise<void>;
}

export interface ChatTraits {
  /** A second message of the same key is the first one. */
  readonly isIdempotent: boolean;
  /** What was sent is found; else, where the same is sent once anyway, nothing is looked for while that holds. */
  readonly isFound?: boolean;
  /** The moment doubt began: of what is looked for in these tests. */
  readonly since?: () => number;
}
/** What people type, and what must stay what it is. */
const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '<!channel> <@U123> @everyone @all <at id=all></at>',
  '*bold* _it_ ~no~ `code` [a](javascript:alert(1)) &amp; &lt;b&gt;',
  '{"tag":"at","user_id":"all"}',
  '中秋快乐 \u{1F96E} é ß',
  "'; DROP TABLE outbox; --",
];

/** What every chat platform must do for the delivery of messages. */
export function chatPortContract(name: string, open: () => Promise<ChatSubject>, traits: ChatTraits): void {
  const { isIdempotent, isFound = true, since = () => 0 } = traits;
  describe(`chat port (${name})`, () => {
    let subject: ChatSubject;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.close());

    const posting = (title: string, fields: Partial<Posting> = {}): Posting => ({
      key: newId('key'),
      tenant: subject.tenant,
      destination: subject.reader,
      reply: { title, audience: 'asker', blocks: [] },
      language: 'en',
      timeZone: 'Asia/Shanghai',
      ...fields,
    });
    const foundAfter = (when: 'before' | 'after') => (when === 'after' && isFound ? 'found' : 'absent');
    const seen = async (title: string, destination = subject.reader) =>
      (await subject.shown(destination)).filter((text) => text.includes(title));

    it('sends to a reader and to a channel, and knows what it sent', async () => {
      for (const destination of [subject.reader, subject.channel]) {
        const title = newId('Hello');
        const letter = posting(title, { destination });
        expect(await subject.chat.find(letter, since())).toEqual({ kind: 'absent' });
        const sent = await subject.chat.send(letter);
        expect(sent).toEqual({ kind: 'sent', sentAs: expect.any(String) });
        expect(await seen(title, destination)).toHaveLength(1);
        const sentAs = sent.kind === 'sent' ? sent.sentAs : null;
        expect(await subject.chat.find(letter, since())).toEqual(
          isFound ? { kind: 'found', sentAs } : { kind: 'absent' },
        );
        expect(await subject.chat.find({ ...letter, key: newId('other') }, since())).toEqual({ kind: 'absent' });
      }
    });

    it('looks in the place it was sent to only', async () => {
      const letter = posting(newId('Here'));
      await subject.chat.send(letter);
      const elsewhere = { ...letter, destination: subject.channel };
      expect(await subject.chat.find(elsewhere, since())).toEqual({ kind: 'absent' });
    });

    it.runIf(isIdempotent)('says the same once under one key', async () => {
      const title = newId('Once');
      const letter = posting(title);
      const first = await subject.chat.send(letter);
      expect(await subject.chat.send(letter)).toEqual(first);
      expect(await seen(title)).toHaveLength(1);
    });

    it('is not sure of what it could not send, and sends it once it is sure', async () => {
      for (const when of ['before', 'after'] as const) {
        const title = newId(when);
        const letter = posting(title);
        subject.failNext(when);
        const result = await subject.chat.send(letter);
        expect(['retry', 'unsure']).toContain(result.kind);
        if (when === 'after') expect(result.kind).toBe('unsure');
        const found = await subject.chat.find(letter, since());
        expect(found.kind).toBe(foundAfter(when));
        if (found.kind === 'absent') expect((await subject.chat.send(letter)).kind).toBe('sent');
        expect(await seen(title)).toHaveLength(1);
      }
    });

    it.runIf(isFound)('says so when it cannot look, and throws nothing', async () => {
      subject.failNext('before');
      const found = await subject.chat.find(posting('never sent'), since());
      expect(['retry', 'cannot-tell']).toContain(found.kind);
      expect((await subject.chat.find(posting('never sent'), since())).kind).toBe('absent');
    });

    it('says so when the reader or the channel is no more', async () => {
      expect((await subject.chat.send(posting('Nobody', { destination: subject.gone }))).kind).toBe('gone');
    });

    it('puts another content in the place of a message', async () => {
      const [before, after] = [newId('Before'), newId('After')];
      const letter = posting(before);
      const sent = await subject.chat.send(letter);
      const sentAs = sent.kind === 'sent' ? (sent.sentAs ?? '') : '';
      const count = (await subject.shown(subject.reader)).length;
      const changed = { ...letter, reply: { ...letter.reply, title: after } };
      expect(await subject.chat.update(sentAs, changed)).toEqual({ kind: 'sent', sentAs });
      expect(await seen(before)).toEqual([]);
      expect(await seen(after)).toHaveLength(1);
      expect(await subject.shown(subject.reader)).toHaveLength(count);
      expect(['gone', 'refused']).toContain((await subject.chat.update('no such message', changed)).kind);
    });

    it('shows what people typed as they typed it', async () => {
      for (const hostile of HOSTILE) {
        const title = newId('Hostile');
        const blocks: readonly Block[] = [
          { kind: 'text', text: [hostile, { strong: hostile }, { code: hostile }] },
          { kind: 'fields', fields: [{ label: hostile, value: hostile }] },
        ];
        const letter = posting(title, { reply: { title: `${title} ${hostile}`, audience: 'asker', blocks } });
        expect((await subject.chat.send(letter)).kind).toBe('sent');
        const [text = ''] = await seen(title);
        expect(text.split(hostile).length).toBeGreaterThanOrEqual(4);
      }
    });

    it('sends what is much too long, and says that it did', async () => {
      const title = newId('Long');
      const text = '很长的话 '.repeat(20_000);
      const letter = posting(title, { reply: { title, audience: 'asker', blocks: [{ kind: 'text', text }] } });
      expect((await subject.chat.send(letter)).kind).toBe('sent');
      expect(await seen(title)).toHaveLength(1);
    });
  });
}
