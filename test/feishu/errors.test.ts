import { afterEach, describe, expect, it } from 'vitest';
import type { FeishuFault } from '../../adapters/feishu/errors.ts';
import { toSendResult } from '../../src/chat/faults.ts';
import { type Answer, APP, openLoopback, says } from './loopback.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** What the client makes of an answer. */
async function faultOf(answer: Answer): Promise<FeishuFault> {
  const { client, close } = await openLoopback(answer);
  open.push(close);
  const called = await client.call({ method: 'POST', path: '/open-apis/im/v1/messages', data: {} });
  if (called.ok) throw new Error('it was taken');
  return called.fault;
}

const refuses = (code: number, msg = 'refused', error?: object): Answer =>
  says({ code, msg, ...(error === undefined ? {} : { error }) }, 400);

type Row = readonly [code: number, becomes: string, trouble: string | null, advice: string | null];

/** Feishu's codes, one by one: what the delivery does, what it is about, and what an administrator is told to look at. */
const ROWS: readonly Row[] = [
  [99991661, 'retry', 'app', 'token'],
  [99991663, 'retry', 'app', 'token'],
  [99991668, 'retry', 'app', 'token'],
  [99991671, 'retry', 'app', 'token'],
  [99991672, 'retry', 'app', 'scope'],
  [99991662, 'retry', 'app', '管理后台'],
  [99991401, 'retry', 'app', 'IP 白名单'],
  [99991403, 'retry', 'app', 'month'],
  [99991400, 'retry', null, null],
  [230001, 'refused', 'content', null],
  [230002, 'retry', 'place', '群机器人'],
  [230006, 'retry', 'app', '添加应用能力'],
  [230011, 'gone', 'gone', null],
  [230013, 'retry', 'place', '可用范围'],
  [230018, 'retry', 'place', 'owner of the group'],
  [230019, 'gone', 'gone', null],
  [230020, 'retry', null, null],
  [230022, 'refused', 'other', 'words'],
  [230025, 'refused', 'content', null],
  [230027, 'retry', 'app', '权限管理'],
  [230028, 'refused', 'private', 'data protection'],
  [230029, 'gone', 'gone', null],
  [230031, 'refused', 'other', '14 days'],
  [230034, 'gone', 'gone', null],
  [230035, 'retry', 'place', 'owner'],
  [230038, 'gone', 'gone', 'another organisation'],
  [230049, 'unsure', null, null],
  [230053, 'gone', 'gone', 'stopped'],
  [230071, 'refused', 'other', null],
  [230072, 'refused', 'other', null],
  [230099, 'refused', 'content', null],
  [230110, 'gone', 'gone', null],
  [232006, 'gone', 'gone', null],
  [232009, 'gone', 'gone', null],
  [232011, 'retry', 'place', '群机器人'],
  [99992354, 'gone', 'gone', null],
  [2200, 'unsure', null, null],
  [4711, 'refused', 'other', null],
];

describe('each code of Feishu', () => {
  it.each(ROWS)('%i: %s', async (code, becomes, trouble, advice) => {
    const fault = await faultOf(refuses(code));
    expect(toSendResult(fault).kind).toBe(becomes);
    expect(fault.kind === 'refused' ? fault.trouble : null).toBe(trouble);
    if (fault.kind === 'refused') expect(fault.text).toContain(String(code));
    expect(fault.text).toContain(advice ?? '');
  });

  it('that an administrator mends is not asked about again at once', async () => {
    for (const code of [99991672, 230002, 230013])
      expect(toSendResult(await faultOf(refuses(code)))).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  });

  it('of a card somebody presses in just now passes', async () => {
    const locked = refuses(230099, 'Failed to update card content, ErrCode: 11310; ErrMsg: card action is lock');
    expect(toSendResult(await faultOf(locked))).toMatchObject({ kind: 'retry', afterMs: 1000 });
    const tables = refuses(
      230099,
      'Failed to create card content, ErrCode: 11310; ErrMsg: card table number over limit',
    );
    expect(toSendResult(await faultOf(tables)).kind).toBe('refused');
  });

  it('tells nothing of what was sent, though Feishu quotes it', async () => {
    for (const code of [230001, 230099, 230022, 230028, 4711]) {
      const fault = await faultOf(refuses(code, 'invalid content: 张伟 13912345678', { log_id: '2026' }));
      expect(fault.text).not.toMatch(/张伟|139/);
    }
  });
});

describe('a missing scope', () => {
  const link = (scopes: string) => `/app/${APP.appId}/auth?q=${scopes}&op_from=openapi&token_type=tenant`;
  const CASES: readonly (readonly [string, string, object | undefined, string])[] = [
    [
      'named in the message, with the console to grant it in',
      `Access denied. One of the following scopes is required: [im:message:send_as_bot, im:message].应用尚未开通所需的应用身份权限：[im:message:send_as_bot, im:message]，点击链接申请并开通任一权限即可：https://open.feishu.cn/app/${APP.appId}/auth?q=im:message:send_as_bot&op_from=openapi&token_type=tenant`,
      undefined,
      `https://open.feishu.cn${link('im:message:send_as_bot,im:message')}`,
    ],
    [
      'of Lark',
      `Access denied. One of the following scopes is required: [im:resource]. Click https://open.larksuite.com/app/${APP.appId}/auth?q=im:resource`,
      undefined,
      `https://open.larksuite.com${link('im:resource')}`,
    ],
    [
      'named beside the message',
      'Access denied.',
      { permission_violations: [{ type: 'action_scope_required', subject: 'contact:user.email:readonly' }] },
      link('contact:user.email:readonly'),
    ],
    ['that is not named', 'Access denied.', undefined, '权限管理'],
    ['named by something else', 'scopes: [<script>, a b, javascript:alert(1)]', undefined, '权限管理'],
  ];
  it.each(CASES)('%s', async (_, msg, error, expected) => {
    const fault = await faultOf(refuses(99991672, msg, error));
    expect(fault.text).toContain(expected);
    expect(fault.text).not.toContain('script');
    expect(fault).toMatchObject({ kind: 'refused', trouble: 'app', code: 99991672 });
  });
});
