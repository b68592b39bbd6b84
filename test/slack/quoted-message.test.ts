import { describe, expect, it } from 'vitest';
import { quoteMessage } from '../../adapters/slack/quoted-message.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { logInto } from '../fixtures/in-chat.ts';
import { smallBook } from '../fixtures/small-book.ts';

const opened = closedAfterEach(() => openTestAssistant(smallBook()));

const AT = '1795233600.000100';
const LINK = 'https://example.slack.com/archives/C1/p1795233600000100';

/** The note made of a message as Slack hands it to a shortcut; 王芳 used it. */
async function noteOf(message: object): Promise<string> {
  const { assistant } = await opened();
  const { store } = assistant;
  const reader = await store.views.memberByKey('wang');
  if (reader === undefined) throw new Error('no reader');
  const nobody = { email: null, timeZone: null, language: null, standing: 'elsewhere' } as const;
  const parts = {
    ...{ store, log: logInto([]), workspace: () => ({ team: 'T1', botUser: 'U0KAM', bot: 'B0KAM' }) },
    directory: { profileOf: async (externalId: string) => ({ ...nobody, externalId, name: 'Olga Other' }) },
    clients: { ask: { chat: { getPermalink: async () => ({ permalink: LINK }) } } },
  };
  const body = { channel: { id: 'C1', name: 'general' }, message: { type: 'message', ts: AT, ...message } };
  return (await quoteMessage(body as never, reader, 'T1', parts as never)).note;
}

describe('a message as a note', () => {
  it.each([
    ['what somebody wrote', { user: 'U1', text: '三年质保' }, '三年质保\n\n—— Olga Other'],
    ['what was edited, as it is now', { user: 'U1', text: '两年', edited: { user: 'U1', ts: AT } }, '两年\n\n—— Olga'],
    [
      'a file alone, by its name',
      { user: 'U1', text: '', files: [{ id: 'F1', name: '报价.xlsx' }, { id: 'F2' }] },
      '附件（未保存）：报价.xlsx\n\n—— Olga Other',
    ],
    [
      'a file with words',
      { user: 'U1', text: '请看', files: [{ name: 'a.pdf' }, { name: 'b\u202epdf' }] },
      '请看\n\n附件（未保存）：a.pdf, bpdf\n\n—— Olga Other',
    ],
    [
      'what a program posts beside its text',
      {
        bot_id: 'B1',
        text: '',
        username: 'Zendesk',
        attachments: [{ text: 'Ticket &amp; reply' }, { fallback: 'P1' }],
      },
      'Ticket & reply\nP1\n\n—— Zendesk',
    ],
    ['of a program without a name', { bot_id: 'B1', text: 'x', bot_profile: { name: 'Jira' } }, 'x\n\n—— Jira'],
    ['of nobody', { text: 'x' }, 'x\n\n—— ?'],
    ['that is odd', { user: 'U1', text: '', files: 'x', attachments: [null, 3, { text: 4 }] }, '—— Olga Other'],
  ])('%s', async (_, message, expected) => {
    const note = await noteOf(message);
    expect(note.startsWith(expected)).toBe(true);
    expect(note.endsWith(LINK)).toBe(true);
  });
});
