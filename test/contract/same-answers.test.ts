import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import {
  type Door,
  RECORDED,
  throughCommandLine,
  throughConsole,
  throughFeishu,
  throughSlack,
  type Understood,
} from './same-answers.ts';

const BEHIND_SLASH = 'Slack, behind /kam';
/** Behind the slash command everything is a typed command. */
const TYPED = RECORDED.map(({ as, text }) => ({ as, text: /^[/／]kam/i.test(text) ? text : `/kam ${text}` }));

const DOORS: Readonly<Record<string, Door>> = {
  'the console': throughConsole,
  'Slack, in a direct message': throughSlack('dm'),
  [BEHIND_SLASH]: throughSlack('slash'),
  'Feishu, as text': throughFeishu('text'),
  'Feishu, as rich text': throughFeishu('post'),
};
/** What a door says of itself: files come and go there in its own way, and each knows its own account of the speaker. */
const OWN_COMMANDS: Readonly<Record<string, string>> = { 导入: 'import', '导出 联系人 csv': 'export', 关联: 'link' };

let wanted: readonly Understood[];
let wantedTyped: readonly Understood[];
beforeAll(async () => {
  wanted = await throughCommandLine(RECORDED);
  wantedTyped = await throughCommandLine(TYPED);
});

describe('the recorded messages', () => {
  it('are many, and make every command answer', () => {
    expect(RECORDED.length).toBeGreaterThanOrEqual(60);
    const answered = wanted.filter(({ error }) => error === null).map(({ understood }) => understood.command);
    // A sample is loaded into an empty book only, and files go another way on the command line.
    expect(COMMANDS.map(({ name }) => name).filter((name) => !answered.includes(name))).toEqual([
      'import',
      'export',
      'sample',
    ]);
  });

  it('are refused for good reasons too', () => {
    const codes = new Set(wanted.flatMap(({ error }) => (error === null ? [] : [error.code])));
    expect([...codes]).toEqual(
      expect.arrayContaining([
        'not-understood',
        'unknown-account',
        'missing-argument',
        'invalid-argument',
        'forbidden',
      ]),
    );
  });
});

describe.each(Object.entries(DOORS))('%s', (name, door) => {
  let answers: readonly Understood[];
  beforeAll(async () => {
    answers = await door(RECORDED);
  });

  it.each(RECORDED.map(({ as, text }, at) => [at + 1, as, text] as const))('%i %s: %s', (place, _as, text) => {
    const reference = name === BEHIND_SLASH ? wantedTyped : wanted;
    const [answer, other] = [answers[place - 1], reference[place - 1]];
    if (text in OWN_COMMANDS) expect(answer?.understood.command).toBe(OWN_COMMANDS[text]);
    else expect(answer).toEqual(other);
  });
});
