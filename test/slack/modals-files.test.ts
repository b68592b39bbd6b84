import { createServer } from 'node:http';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILE_BYTES } from '../../adapters/slack/handed-in.ts';
import { QUIET } from '../fakes/slack/quiet.ts';
import { keepSlowly } from '../fixtures/in-chat.ts';
import { fieldOf, formOpen, last } from './modal-steps.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

let one: SlackAssistant;
beforeEach(async () => {
  one = await openInSlack('socket');
});
afterEach(() => one.close());

/** A file as somebody's client hands it in; Slack has it by then. */
async function uploaded(filename: string, content: Buffer): Promise<Record<string, unknown>> {
  const { botToken, url } = one.double;
  const client = new WebClient(botToken, { slackApiUrl: url, logger: QUIET });
  const { files } = await client.filesUploadV2({ filename, file: content });
  const [file] = (files as unknown as { files?: Record<string, unknown>[] }[])[0]?.files ?? [];
  if (file === undefined) throw new Error('it was not taken');
  return file;
}
/** The form of an import, opened from its answer. */
async function importForm() {
  const { double, settled } = one;
  await double.dm('tom', 'import');
  await settled();
  await double.press('tom', last(double.messages('tom')), 'Fill in…');
  return formOpen(one, 'tom');
}

describe('a file handed in with a form', () => {
  it('is fetched from Slack, previewed and, when agreed to, brought in', async () => {
    const { double, assistant, settled } = one;
    const view = await importForm();
    const field = fieldOf(view, 'File');
    expect(field.type).toBe('file_input');
    const file = await uploaded('people.csv', Buffer.from('Company,Name\nNorthwind,Zoe Zimmer\n'));
    const sent = await double.submit('tom', view.id, { [field.blockId]: [file] });
    expect(sent).toMatchObject({ error: null, errors: {}, ack: { response_action: 'clear' } });
    await settled();
    const preview = last(double.messages('tom'));
    expect(preview.shows).toContain('1 new');
    const agree = preview.controls.find(({ style }) => style === 'primary');
    await double.press('tom', preview, agree?.actionId ?? '');
    await settled();
    expect((await assistant.store.views.all('contact')).map(({ name }) => name)).toContain('Zoe Zimmer');
    expect(double.violations()).toEqual([]);
  });

  it('that takes long is said to be fetched and not saved yet, until it is', async () => {
    const { double, settled } = one;
    const view = await importForm();
    const file = await uploaded('people.csv', Buffer.from('Company,Name\nNorthwind,Zoe Zimmer\n'));
    const kept = keepSlowly(one.assistant, 'before');
    const sent = await double.submit('tom', view.id, { [fieldOf(view, 'File').blockId]: [file] });
    expect(sent).toMatchObject({ error: null, ack: { response_action: 'update' } });
    expect(last(double.modals('tom')).shows).toContain('Nothing is saved yet');
    await kept;
    await settled();
    await expect.poll(() => last(double.modals('tom')).shows).not.toContain('Nothing is saved yet');
    expect(last(double.messages('tom')).shows).toContain('1 new');
  });

  it.each([
    ['is larger than what is taken', { size: FILE_BYTES + 1 }, 'too large'],
    ['Slack does not hand over', { address: '/files/F0NONE/x.csv' }, 'cannot be read'],
    ['is said to be elsewhere', { url: 'https://files.example.com/people.csv' }, 'cannot be read'],
  ])('that %s is refused at its input, and nothing is imported', async (_, how, message) => {
    const { double, assistant } = one;
    const view = await importForm();
    const { blockId } = fieldOf(view, 'File');
    const { size = 4, address, url } = how as { size?: number; address?: string; url?: string };
    const file = await uploaded('people.csv', Buffer.alloc(size, 'x'));
    const handed =
      url !== undefined
        ? { ...file, url_private: url }
        : address === undefined
          ? file
          : { ...file, url_private: `${new URL(double.url).origin}${address}` };
    const sent = await double.submit('tom', view.id, { [blockId]: [handed] });
    expect(Object.entries(sent.errors)).toEqual([[blockId, expect.stringContaining(message)]]);
    expect(await assistant.store.views.all('contact')).toHaveLength(8);
  });

  it('is never asked for with the token at an address that is none of Slack’s', async () => {
    const seen: string[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(String(request.headers.authorization));
      response.end('Company,Name\n');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = elsewhere.address() as { port: number };
      const view = await importForm();
      const { blockId } = fieldOf(view, 'File');
      const file = { id: 'F0ELSEWHERE', name: 'people.csv', url_private: `http://127.0.0.1:${port}/people.csv` };
      const sent = await one.double.submit('tom', view.id, { [blockId]: [file] });
      expect(Object.keys(sent.errors)).toEqual([blockId]);
      expect(seen).toEqual([]);
    } finally {
      elsewhere.close();
    }
  });
});
