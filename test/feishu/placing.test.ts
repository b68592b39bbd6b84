import { describe, expect, it } from 'vitest';
import type { CardPlace, Origin } from '../../adapters/feishu/payload.ts';
import { isDirect, placeOf } from '../../adapters/feishu/placing.ts';
import { type Going, mayReplace, routeOf } from '../../adapters/feishu/routing.ts';

const dm: Origin = { kind: 'dm', chat: 'oc_d', message: 'om_1' };
const group: Origin = { kind: 'group', chat: 'oc_g', message: 'om_2', thread: null };
const topic: Origin = { kind: 'group', chat: 'oc_g', message: 'om_2', thread: 'omt_1' };
const menu: Origin = { kind: 'menu' };
const press = (stands: CardPlace, isDaily = false): Origin => ({
  ...{ kind: 'press', chat: stands === 'dm' ? 'oc_d' : 'oc_g', message: 'om_3' },
  ...{ stands, isDaily },
});
const going = (given: Partial<Going> = {}): Going => ({
  ...{ openId: 'ou_1', isAloud: false, isInPlace: false, isShared: false, share: null },
  ...given,
});

describe('where something was said', () => {
  const channel = { tenant: 't', id: 'oc_g' };
  it.each([
    ['in our conversation', dm, '阶段 华为', false, { place: 'dm' }],
    ['by the menu', menu, '首页', false, { place: 'dm' }],
    ['in a group', group, '阶段 华为', false, { place: 'channel', channel }],
    ['by a card before all', press('group'), '阶段 华为', false, { place: 'channel', channel }],
    ['by a card only they see', press('ephemeral'), '阶段 华为', false, { place: 'dm', channel }],
    ['by such a card, to be shared', press('ephemeral'), '阶段 华为', true, { place: 'channel', channel }],
    ['by such a card, about the group', press('ephemeral'), '摘要 每天 09:00', false, { place: 'channel', channel }],
    ['by a card in our conversation', press('dm'), '阶段 华为', true, { place: 'dm' }],
  ] as const)('is told %s', (_, from, text, isShared, expected) => {
    expect(placeOf('t', from, { text }, isShared)).toEqual(expected);
  });

  it.each([
    [dm, true],
    [menu, true],
    [press('dm'), true],
    [group, false],
    [press('ephemeral'), false],
    [press('group'), false],
  ])('knows which conversations are between two', (from, expected) => {
    expect(isDirect(from)).toBe(expected);
  });
});

describe('where the answer goes', () => {
  const one = { to: 'one', openId: 'ou_1', chat: null, replyTo: null, note: false };
  const chat = { to: 'chat', chat: 'oc_g', replyTo: null, inThread: false, stands: 'group' };
  const aloud = { ...chat, asker: 'ou_1' };
  it.each([
    ['what was said to us, to us two', dm, {}, { ...chat, chat: 'oc_d', stands: 'dm' }],
    ['a mention, to all who may hear it', group, { isAloud: true }, { ...aloud, replyTo: 'om_2' }],
    ['a mention in a topic, there', topic, { isAloud: true }, { ...aloud, replyTo: 'om_2', inThread: true }],
    ['a mention others may not hear, alone', group, {}, { ...one, chat: 'oc_g', replyTo: 'om_2', note: true }],
    ['the menu, alone', menu, {}, one],
    ['a press that did nothing, to the presser', press('dm'), {}, one],
    [
      'a press that did something, in its place',
      press('dm'),
      { isInPlace: true },
      { to: 'replace', message: 'om_3', chat: 'oc_d', stands: 'dm' },
    ],
    [
      'a press in a daily message, beneath it',
      press('dm', true),
      { isInPlace: true },
      { ...chat, chat: 'oc_d', stands: 'dm', replyTo: 'om_3' },
    ],
    [
      'a press before all, in its place',
      press('group'),
      { isInPlace: true, isAloud: true },
      { to: 'replace', message: 'om_3', chat: 'oc_g', stands: 'group' },
    ],
    [
      'a press before all that is not for them, alone',
      press('group'),
      { isInPlace: true },
      { ...one, chat: 'oc_g', replyTo: 'om_3' },
    ],
    ['a press only they see, alone', press('ephemeral'), { isInPlace: true }, { ...one, chat: 'oc_g' }],
    ['what is shared, to all', press('ephemeral'), { isShared: true, isAloud: true }, aloud],
    [
      'what could be shared, alone with what is asked again',
      press('ephemeral'),
      { share: { text: '阶段 华为' } },
      { ...one, chat: 'oc_g', share: { text: '阶段 华为' } },
    ],
    [
      'a press Feishu does not place, alone',
      { ...press('dm'), chat: '', message: '' } as Origin,
      { isInPlace: true },
      one,
    ],
  ] as const)('%s', (_, from, given, expected) => {
    expect(routeOf(from, going(given as Partial<Going>))).toEqual(expected);
  });

  it.each([
    [press('dm'), { isInPlace: true }, true],
    [press('ephemeral'), { isInPlace: true }, true],
    [press('group'), { isInPlace: true, isAloud: true }, true],
    [press('group'), { isInPlace: true }, false],
    [press('dm', true), { isInPlace: true }, false],
    [press('dm'), {}, false],
    [dm, { isInPlace: true }, false],
  ] as const)('replaces a card only before those who may read it', (from, given, expected) => {
    expect(mayReplace(from, going(given))).toBe(expected);
  });
});
