import { describe, expect, it } from 'vitest';
import type { Origin } from '../../adapters/slack/payload.ts';
import { placeOf } from '../../adapters/slack/placing.ts';
import type { Route } from '../../adapters/slack/route.ts';
import { routeOf } from '../../adapters/slack/routing.ts';
import { aboutChannel } from '../../src/chat/about-channel.ts';
import type { Content } from '../../src/router/messages.ts';

const command: Origin = { kind: 'command', channel: 'C1', responseUrl: 'https://hooks/1' };
const dm: Origin = { kind: 'dm', channel: 'D1', ts: '1.1', thread: null };
const mention: Origin = { kind: 'mention', channel: 'C1', ts: '1.1', thread: null };
const shortcut: Origin = { kind: 'shortcut', channel: 'C1', responseUrl: 'https://hooks/4' };
type Press = Extract<Origin, { kind: 'press' }>;
const pressIn = (channel: string, more: Partial<Press> = {}): Press => ({
  kind: 'press',
  channel,
  ts: '2.2',
  thread: null,
  isEphemeral: false,
  isDaily: false,
  responseUrl: 'https://hooks/2',
  ...more,
});
const form = (opened: Exclude<Origin, { kind: 'form' }>): Origin => ({ kind: 'form', viewId: 'V1', opened });

describe('what something said is about', () => {
  it.each<[string, Content, ReturnType<typeof aboutChannel>]>([
    ['a digest', { text: '/kam digest here daily 09:00' }, 'digest'],
    ['a digest in Chinese', { text: '/kam 摘要 这里 每天 09:00' }, 'digest'],
    ['a digest each week', { text: '/kam summary weekly' }, 'digest'],
    ['its end', { text: '/kam digest off' }, 'own'],
    ['the digest now', { text: '/kam digest now' }, 'own'],
    ['the digest there is', { text: '/kam 摘要' }, 'own'],
    ['tying the channel', { text: '/kam account bind 华为' }, 'own'],
    ['tying the channel, in Chinese', { text: '/kam 客户 华为 绑定' }, 'own'],
    ['untying it', { text: '/kam account unbind' }, 'own'],
    ['another account command', { text: '/kam account add Binding Ltd' }, null],
    ['a question', { text: '/kam stage Northwind' }, null],
    ['a sentence', { text: '昨天拜访华为张伟' }, null],
    ['a digest by a button', { call: { command: 'digest', args: { when: 'daily' } } }, 'digest'],
    ['its end by a button', { call: { command: 'digest', args: { when: 'off' } } }, 'own'],
    ['tying by a form', { call: { command: 'account', args: { account: '#1', action: 'bind' } } }, 'own'],
    ['another button', { call: { command: 'undo', args: {} } }, null],
    ['a form', { form: { command: 'digest', args: {} } }, 'own'],
  ])('%s', (_, content, expected) => {
    expect(aboutChannel(content)).toBe(expected);
  });
});

describe('where it was said', () => {
  const channel = { tenant: 'T1', id: 'C1' };
  const stage: Content = { text: '/kam stage Northwind' };
  it.each<[string, Origin, Content, boolean, unknown]>([
    ['a command in a channel is private, and knows it', command, stage, false, { place: 'dm', channel }],
    [
      'one about the channel speaks of it',
      command,
      { text: '/kam digest daily' },
      false,
      { place: 'channel', channel },
    ],
    ['what is shared is said aloud', command, stage, true, { place: 'channel', channel }],
    ['a command in a direct conversation', { ...command, channel: 'D1' }, stage, false, { place: 'dm' }],
    ['a message', dm, stage, false, { place: 'dm' }],
    ['a mention', mention, stage, false, { place: 'channel', channel }],
    ['a press on what all see', pressIn('C1'), stage, false, { place: 'channel', channel }],
    ['a press on a private note', pressIn('C1', { isEphemeral: true }), stage, false, { place: 'dm', channel }],
    ['a press in a direct conversation', pressIn('D1'), stage, false, { place: 'dm' }],
    ['the home tab', { kind: 'home' }, stage, false, { place: 'dm' }],
    ['a form from the home tab', form({ kind: 'home' }), stage, false, { place: 'dm' }],
    ['a form from a command', form(command as never), stage, false, { place: 'dm', channel }],
    ['a form from a mention’s answer', form(pressIn('C1')), stage, false, { place: 'channel', channel }],
    ['a shortcut on a message', shortcut, stage, false, { place: 'dm', channel }],
    ['a shortcut from anywhere', { ...shortcut, channel: null }, stage, false, { place: 'dm' }],
  ])('%s', (_, from, content, isShared, expected) => {
    expect(placeOf('T1', from, content, isShared)).toEqual(expected);
  });
});

describe('where the answer goes', () => {
  const quiet = { user: 'U1', isAloud: false, isDone: false, isShared: false, share: null };
  const aloud = { ...quiet, isAloud: true };
  const done = { ...quiet, isDone: true };
  const toAll = (channel: string, thread: string | null): Route => ({ to: 'all', channel, thread, asker: 'U1' });
  const toOne = (more: Partial<Extract<Route, { to: 'one' }>>): Route => ({
    ...{ to: 'one', channel: null, user: 'U1', thread: null, responseUrl: null, replacesOriginal: false },
    ...more,
  });
  it.each<[string, Origin, typeof quiet, Route]>([
    ['a message: the same conversation', dm, quiet, toAll('D1', null)],
    ['a message in a thread: the thread', { ...dm, thread: '0.9' }, quiet, toAll('D1', '0.9')],
    ['a mention all may hear: its thread', mention, aloud, toAll('C1', '1.1')],
    ['a mention in a thread all may hear', { ...mention, thread: '0.9' }, aloud, toAll('C1', '0.9')],
    ['a mention others hear: the asker alone', mention, quiet, toOne({ channel: 'C1' })],
    ['a command: the asker alone', command, done, toOne({ channel: 'C1', responseUrl: 'https://hooks/1' })],
    [
      'a write in a conversation takes its place',
      pressIn('D1'),
      done,
      { to: 'replace', channel: 'D1', ts: '2.2', asker: 'U1' },
    ],
    ['a question in a conversation is answered below', pressIn('D1'), quiet, toAll('D1', null)],
    ['a write in a daily message hangs beneath it', pressIn('D1', { isDaily: true }), done, toAll('D1', '2.2')],
    ['a question in a daily message too', pressIn('D1', { isDaily: true }), quiet, toAll('D1', '2.2')],
    [
      'a write all may hear takes its place',
      pressIn('C1'),
      { ...aloud, isDone: true },
      { to: 'replace', channel: 'C1', ts: '2.2', asker: 'U1' },
    ],
    [
      'a write not all may hear leaves it',
      pressIn('C1'),
      done,
      toOne({ channel: 'C1', responseUrl: 'https://hooks/2' }),
    ],
    ['a question all may hear hangs beneath', pressIn('C1'), aloud, toAll('C1', '2.2')],
    [
      'a write in a digest is told to the presser',
      pressIn('C1', { isDaily: true }),
      done,
      toOne({ channel: 'C1', responseUrl: 'https://hooks/2' }),
    ],
    [
      'a write in a private note takes its place',
      pressIn('C1', { isEphemeral: true }),
      done,
      toOne({ channel: 'C1', responseUrl: 'https://hooks/2', replacesOriginal: true }),
    ],
    [
      'a question in a private note stands beside it',
      pressIn('C1', { isEphemeral: true }),
      quiet,
      toOne({ channel: 'C1', responseUrl: 'https://hooks/2' }),
    ],
    [
      'what is shared is said in the channel',
      pressIn('C1', { isEphemeral: true }),
      { ...aloud, isShared: true },
      toAll('C1', null),
    ],
    ['the home tab: a message', { kind: 'home' }, done, toOne({})],
    ['a form from the home tab: a message', form({ kind: 'home' }), done, toOne({})],
    [
      'a form from a message takes its place',
      form(pressIn('D1')),
      done,
      { to: 'replace', channel: 'D1', ts: '2.2', asker: 'U1' },
    ],
    ['a shortcut: the asker alone', shortcut, done, toOne({ channel: 'C1', responseUrl: 'https://hooks/4' })],
  ])('%s', (_, from, going, route) => {
    expect(routeOf(from, going)).toEqual(route);
  });

  it('carries what may be shared', () => {
    expect(routeOf(command, { ...quiet, share: { text: 'x' } as never })).toMatchObject({ share: { text: 'x' } });
  });
});
