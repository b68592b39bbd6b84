import { describe, expect, it } from 'vitest';
import type { PressBody } from '../../adapters/feishu/bodies.ts';
import type { AskedInput, SubmittedForm } from '../../adapters/feishu/form-values.ts';
import { readPressed, toFormDelivery, toPressDelivery } from '../../adapters/feishu/pressing.ts';
import { pressContent } from '../../src/chat/press-content.ts';
import type { Form } from '../../src/reply/reply.ts';

const FORM: Form = {
  ...{ kind: 'form', command: 'log', submit: '发送', kept: { account: '#a1' } },
  inputs: [{ name: 'note', label: '内容', type: 'lines', required: true, value: '草稿' }],
};
const AT = { letter: 'reply/1', block: 0, button: null };

interface Seen {
  readonly memberId?: string | null;
  readonly presser?: string;
  /** What became of earlier deliveries, by their key. */
  readonly before?: Readonly<Record<string, { readonly state: string; readonly answer: unknown }>>;
}

function partsOf({ memberId = 'm1', presser = 'm1', before = {} }: Seen = {}) {
  const reply = { title: '', audience: 'asker', blocks: [FORM] };
  return {
    config: { appId: 'cli_1' },
    store: {
      outbox: { byKey: async (key: string) => (key === AT.letter ? { memberId, payload: { reply } } : undefined) },
      views: { memberByIdentity: async () => ({ id: presser }) },
      inbox: { find: async ({ deliveryKey }: { deliveryKey: string }) => before[deliveryKey] },
    },
  } as unknown as Parameters<typeof toFormDelivery>[2];
}

const body = (action: PressBody['action'] = {}): PressBody => ({
  ...{ tenant: 't1', eventId: 'e1', message: 'om_1', chat: 'oc_1', action },
  who: { openId: 'ou_1', unionId: 'on_1', tenant: 't1' },
});

const asked: readonly AskedInput[] = [{ key: 'note', name: 'note', kind: 'text' }];
const form = (given: Partial<SubmittedForm> = {}): SubmittedForm => ({
  ...{ command: 'log', kept: null, at: AT, asked, standing: {}, isDaily: false, place: 'dm' },
  values: { note: '聊了预算' },
  ...given,
});

describe('a press', () => {
  it.each([
    ['nothing of ours', {}, 'none'],
    ['a button of another app', { value: { a: 1 } }, 'none'],
    ['a button of another version', { value: { a: 'kam:new', v: '{}', p: 'dm' } }, 'old'],
    ['a value nobody can read', { value: { a: 'kam:call:0', v: '{', p: 'dm' } }, 'old'],
    ['a place nobody knows', { value: { a: 'kam:call:0', v: '{"c":"home","a":{}}', p: 'moon' } }, 'none'],
    ['a button', { value: { a: 'kam:call:0', v: '{"c":"home","a":{}}', p: 'dm' } }, 'press'],
  ])('of %s is told apart', (_, action, kind) => {
    expect(readPressed(body(action)).kind).toBe(kind);
  });

  it('is kept once under the event it came with', () => {
    const press = { kind: 'call', call: { command: 'home', args: {} }, isDaily: true } as const;
    expect(toPressDelivery(body(), { press, place: 'group' }, partsOf())).toEqual({
      ...{ platform: 'feishu', tenant: 't1', deliveryKey: 'cli_1:event:e1', conversation: 'on_1' },
      payload: {
        ...{ tenant: 't1', who: body().who, content: { press } },
        from: { kind: 'press', chat: 'oc_1', message: 'om_1', stands: 'group', isDaily: true },
      },
    });
  });
});

describe('a form that is handed in', () => {
  it('finds in the letter to whoever hands it in what it kept there', async () => {
    const delivery = await toFormDelivery(body(), form(), partsOf());
    expect(delivery?.payload).toMatchObject({
      content: { call: { command: 'log', args: { account: '#a1', note: '聊了预算' } } },
    });
  });

  it.each([
    ['to somebody else', { memberId: 'm2' }],
    ['to nobody of ours', { memberId: null }],
  ])('is worth nothing where that stood in a letter %s', async (_, seen) => {
    expect(await toFormDelivery(body(), form(), partsOf(seen))).toBeNull();
    const at = { ...AT, letter: 'reply/2' };
    expect(await toFormDelivery(body(), form({ at }), partsOf())).toBeNull();
  });

  it('is the same as before with the same values, of the same person, in the same card', async () => {
    const key = async (given: Partial<PressBody>, values: SubmittedForm['values'] = { note: '聊了预算' }) =>
      (await toFormDelivery({ ...body(), ...given }, form({ values }), partsOf()))?.deliveryKey;
    const first = await key({});
    expect(await key({ eventId: 'e2' })).toBe(first);
    const others = [
      await key({ message: 'om_2' }),
      await key({ who: { openId: 'ou_2', unionId: 'on_2', tenant: 't1' } }),
      await key({}, { note: '聊了别的' }),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it('is begun anew only when it was refused', async () => {
    const key = (await toFormDelivery(body(), form(), partsOf()))?.deliveryKey ?? '';
    const keyAfter = async (state: string, answer: unknown) =>
      (await toFormDelivery(body(), form(), partsOf({ before: { [key]: { state, answer } } })))?.deliveryKey;
    expect(await keyAfter('done', { ok: true })).toBe(key);
    expect(await keyAfter('working', null)).toBe(key);
    expect(await keyAfter('done', { ok: false })).toBe(`${key}:2`);
  });
});

describe('what a press asks for', () => {
  const { store } = partsOf();
  const call = { command: 'log', args: {} };
  it.each([
    ['a call', { kind: 'call', call, isDaily: false }, { call }],
    ['what is to be shared', { kind: 'share', content: { text: '阶段 华为' } }, { text: '阶段 华为' }],
    [
      'a form in a letter, with what it knew',
      { kind: 'form', at: AT, call: null, isDaily: false },
      { form: { command: 'log', args: { account: '#a1', note: '草稿' } } },
    ],
    ['a form by its call', { kind: 'form', at: null, call, isDaily: false }, { form: call }],
    ['a form where a call should be', { kind: 'letter', at: AT, isDaily: false }, 'old'],
    ['what is forgotten', { kind: 'letter', at: { ...AT, letter: 'x' }, isDaily: false }, 'old'],
  ] as const)('is read: %s', async (_, press, expected) => {
    expect(await pressContent(press, 'm1', store.outbox)).toEqual(expected);
  });

  it('is not what was filled in for somebody else', async () => {
    const at = { kind: 'form', at: AT, isDaily: false } as const;
    expect(await pressContent({ ...at, call: null }, 'm2', store.outbox)).toBe('old');
    expect(await pressContent({ ...at, call }, 'm2', store.outbox)).toEqual({ form: call });
  });
});
