import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/ports/store.ts';
import { CHATS, PEOPLE } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { holdAnswers } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const LOG = '昨天拜访华为张伟，聊了二期预算';
type User = 'wang' | 'boss' | 'vera' | 'nora';

/** How somebody speaks to us: `text` is what they say, where the gesture says anything of its own. */
type Gesture = (one: FeishuAssistant, user: User, text: string) => Promise<unknown>;

const inGroup = (chat: string): Gesture => {
  return ({ double, via }, user, text) => double.say(user, text, { chat, at: 'bot', ...via });
};

const AMONG_MEMBERS = 'a mention among members';
const WORDS: Readonly<Record<string, Gesture>> = {
  'a direct message': ({ double, via }, user, text) => double.say(user, text, via),
  'a rich text': ({ double, via }, user, text) => double.say(user, { post: text }, via),
  [AMONG_MEMBERS]: inGroup('general'),
  'a mention among others': inGroup('mixed'),
  'a mention in a group of topics': inGroup('topics'),
  'a mention in an external group': inGroup('shared'),
};

/** Everybody who speaks here reads in all of them. */
const CROWDED = Object.fromEntries(
  (['mixed', 'topics', 'shared'] as const).map((key) => [
    key,
    { ...CHATS[key], members: [...CHATS[key].members, PEOPLE.vera.openId, PEOPLE.nora.openId] },
  ]),
);

const OUTCOMES: Readonly<Record<string, readonly [user: User, text: string]>> = {
  done: ['wang', LOG],
  told: ['wang', '华为现在什么阶段？'],
  'told them alone': ['wang', '我'],
  refused: ['vera', 'log visited Alice Chen at Northwind yesterday'],
  'needing more': ['wang', '/kam 记录'],
  'not understood': ['wang', '呜呼呀嘿'],
  'of somebody unknown': ['nora', '华为现在什么阶段？'],
};

/** All that somebody sees of us, and what they were shown for a press. */
function seen({ double }: FeishuAssistant, user: User): string {
  const chats = Object.keys(double.chats).flatMap((chat) => double.messages(chat));
  const ours = [...double.dms(user), ...double.ephemerals(user), ...chats].filter(({ isOurs }) => isOurs);
  return JSON.stringify([ours.map(({ id, edits, shows }) => [id, edits, shows]), double.toasts(user)]);
}

async function changed(one: FeishuAssistant, user: User, gesture: () => Promise<unknown>, what = ''): Promise<void> {
  const before = seen(one, user);
  await gesture();
  await one.settled();
  await expect.poll(() => seen(one, user), { message: what, timeout: 15_000 }).not.toBe(before);
  expect(one.double.violations()).toEqual([]);
}

/** Nothing can be written. */
function breakStore({ assistant }: FeishuAssistant): void {
  Object.assign(assistant.store, { transaction: () => Promise.reject(new StoreError('full', 'the disk is full')) });
}

describe.each(Object.entries(WORDS))('%s', (name, gesture) => {
  it('is answered where whoever said it sees it, whatever comes of it', async () => {
    const one = await opened('websocket', { seed: { chats: CROWDED } });
    for (const [outcome, [user, text]] of Object.entries(OUTCOMES)) {
      // Among members nobody is unknown, until they come in.
      if (user === 'nora' && name === AMONG_MEMBERS) await one.double.join('nora', 'general');
      await changed(one, user, () => gesture(one, user, text), `${name}, ${outcome}`);
    }
  });
});

it('a message that cannot be carried out is answered', async () => {
  const one = await opened('websocket');
  await changed(one, 'wang', () => one.double.say('wang', '你好'));
  breakStore(one);
  await changed(one, 'wang', () => one.double.say('wang', LOG));
});

describe('what has no words', () => {
  it('is answered by how a conversation that was forwarded can be told', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    const content = { content: 'Merged and Forwarded Message' };
    await double.say('wang', { type: 'merge_forward', content });
    await settled();
    expect(double.dms('wang').at(-1)?.shows).toContain('合并转发');
  });

  const KINDS = ['image', 'file', 'audio', 'media', 'sticker', 'share_chat', 'merge_forward', 'location', 'new_kind'];
  const KEYS = ['kam_home', 'kam_log', 'kam_undo', 'kam_stage', 'no such key', '记录'];

  it('is answered', async () => {
    const one = await opened('websocket');
    const { double } = one;
    const content = { file_key: 'file_1', image_key: 'img_1', chat_id: 'oc_1' };
    for (const type of KINDS) await changed(one, 'wang', () => double.say('wang', { type, content }), type);
    for (const key of KEYS) await changed(one, 'wang', () => double.menu('wang', key), key);
    await changed(one, 'wang', () => double.say('wang', '', { chat: 'general', at: 'bot' }), 'our name alone');
    await changed(one, 'boss', () => double.enter('boss'), 'opening the conversation');
    await changed(one, 'nora', () => double.enter('nora'), 'opening it unknown');
    await changed(one, 'wang', () => double.invite('elsewhere', { by: 'wang' }), 'taking us into a group');
  });
});

/** Where the card stands in which somebody presses. */
const CARDS: Readonly<Record<string, Gesture>> = {
  'in a conversation': (one, user, text) => one.double.say(user, text),
  'in a group': inGroup('general'),
  'that its reader alone sees': inGroup('mixed'),
};

const card = ({ double }: FeishuAssistant) =>
  [...double.dms('wang'), ...double.ephemerals('wang'), ...double.messages('general')].findLast(
    ({ controls }) => controls.length > 0,
  );

const OUT: Readonly<Record<string, readonly [said: string, label: string]>> = {
  done: [LOG, '撤销'],
  told: [LOG, '什么阶段？'],
  'needing more': ['华为现在什么阶段？', '记录份额'],
};

describe.each(Object.entries(CARDS))('a press on a card %s', (_, ask) => {
  it('is answered, whatever comes of it', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    const press =
      (label: string, user: User = 'wang', id = card(one)?.id) =>
      () =>
        double.press(user, id, label);
    for (const [outcome, [said, label]] of Object.entries(OUT)) {
      await ask(one, 'wang', said);
      await settled();
      await changed(one, 'wang', press(label), outcome);
    }
    await ask(one, 'wang', LOG);
    await settled();
    const { id, chat } = card(one) ?? {};
    if (chat === double.chats.general) {
      await changed(one, 'vera', press('撤销', 'vera', id), 'of somebody who may not');
      await double.join('nora', 'general');
      await changed(one, 'nora', press('撤销', 'nora', id), 'of somebody unknown');
    }
    await one.ok('撤销');
    await changed(one, 'wang', press('撤销', 'wang', id), 'about something that is no more');
    await ask(one, 'wang', LOG);
    await settled();
    breakStore(one);
    await changed(one, 'wang', press('撤销'), 'that cannot be carried out');
  });

  it('is answered when it takes long, and once more when it is done', async () => {
    const one = await opened('websocket');
    await ask(one, 'wang', LOG);
    await one.settled();
    const release = holdAnswers(one.assistant);
    const { toast, error } = await one.double.press('wang', card(one)?.id, '撤销');
    expect([toast?.content, error]).toEqual([expect.stringContaining('正在处理'), null]);
    release();
    await expect.poll(() => seen(one, 'wang')).toContain('已撤销');
  });
});

describe.each(['conversation', 'group'] as const)('a form handed in, in a %s', (where) => {
  const VALUES = { account: '华为', contacts: '张伟', kind: '拜访', note: '聊了预算' };
  const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'of a day that is to come': { ...VALUES, date: '2027-11-30' },
    'about an account nobody knows': { ...VALUES, account: '不存在的客户' },
    'about an account that is archived': { ...VALUES, account: 'Old Mill' },
    'that is right': VALUES,
  };

  it('is answered, whatever comes of it', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    const submit = (values: Readonly<Record<string, string>>) => () => double.submit('wang', card(one)?.id, values);
    const ask = async () => {
      await double.say('wang', '/kam 记录', where === 'group' ? { chat: 'general', at: 'bot' } : {});
      await settled();
    };
    for (const [outcome, values] of Object.entries(CASES)) {
      await ask();
      await changed(one, 'wang', submit(values), outcome);
    }
    await ask();
    double.advance(3_600_000);
    await changed(one, 'wang', submit(VALUES), 'an hour later');
    await ask();
    breakStore(one);
    await changed(one, 'wang', submit(VALUES), 'that cannot be carried out');
  });
});

it('a press about an account that was taken back says so in words people know', async () => {
  const one = await opened('websocket');
  const { double, settled } = one;
  await double.say('wang', '新增客户 北方云');
  await settled();
  const made = double.dms('wang').at(-1)?.id;
  await one.ok('撤销');
  for (const label of ['什么阶段？', '添加联系人']) {
    const { toast } = await double.press('wang', made, label);
    await settled();
    expect(toast?.content).toContain('已经不在客户簿里');
    expect(double.dms('wang').at(-1)?.shows).not.toContain('#');
  }
});
