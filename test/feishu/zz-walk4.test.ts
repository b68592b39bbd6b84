import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, it } from 'vitest';
import { CHATS, PEOPLE, EVENTS } from '../fakes/feishu/seed.ts';
import { NOW } from '../fixtures/assistant.ts';
import { bookOfAddresses, type FeishuAssistant, openInFeishu } from './opening.ts';
let one: FeishuAssistant;
afterEach(() => one?.close());
const out = (name: string, ...x: unknown[]) => appendFileSync('/tmp/zz/' + name + '.txt', x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y, null, 1))).join(' ') + '\n');
const show = (m: any) => `--- ${m.isOurs ? 'KAM' : 'user'} ${m.type} edits=${m.edits} parent=${m.parent ?? ''}\n` + m.shows;
const dump = (n: string, user: string, from = 0) => { for (const m of one.double.dms(user).slice(from)) out(n, show(m)); };
const end = (n: string) => { out(n, 'VIOLATIONS', one.double.violations()); out(n, 'TOLD', one.told.filter((t) => !t.startsWith('debug')).join('\n')); };
const brief = (made: any) => typeof made === 'string' ? made : ({ toast: made.toast, isReplaced: made.isReplaced, code: made.code, error: made.error });
const LOG = '昨天拜访华为张伟，聊了二期预算，11月23日给方案';
const letters = async () => { const r: any = {}; for (const st of ['pending','sending','failed','unknown'] as const) { const l = await one.assistant.store.outbox.inStates([st], 20).catch(()=>[]); if (l.length) r[st] = l.map((x: any) => [x.destination, x.error]); } return r; };
function clockAt(at: string) { let base = Date.parse(at); let since = performance.now(); return { now: () => Math.round(base + performance.now() - since), set(to: string) { base = Date.parse(to); since = performance.now(); } }; }

it('daily and digest', async () => {
  const clock = clockAt(NOW);
  one = await openInFeishu('websocket', { now: clock.now }); const n = 'daily'; const { double, settled, assistant } = one;
  await double.say('wang', LOG); await double.say('tom', 'visited Alice Chen at Northwind yesterday, talked about the pilot, send the quote by Nov 23'); 
  await double.say('wang', '摘要 这里 每天 09:00', { chat: 'general', at: 'bot' }); await settled();
  out(n, double.messages('general').map(show), double.ephemerals('wang').map(show));
  await double.say('boss', '首页'); await settled();
  for (const at of ['2026-11-23T09:05:00+08:00', '2026-11-23T22:05:00+08:00']) {
    clock.set(at); await assistant.speaking.plan(clock.now(), false); assistant.speaking.delivery.wake(); await settled();
  }
  dump(n, 'wang', 2); dump(n, 'tom', 2); dump(n, 'boss', 2);
  out(n, 'GENERAL', double.messages('general').slice(2).map(show));
  for (const u of ['wang', 'tom'] as const) {
    const d = double.dms(u).at(-1)!;
    for (const c of d.controls) { out(n, `PRESS ${u} ${c.label}`, brief(await double.press(u, d.id, c.label).catch((e) => String(e)))); await settled(); }
    const at = double.dms(u).findIndex((x) => x.id === d.id); dump(n, u, at);
  }
  end(n); out(n, await letters());
}, 120000);

it('attack', async () => {
  one = await openInFeishu('webhook'); const n = 'attack'; const { double, settled, via, assistant } = one;
  await double.say('wang', '份额 华为 45', { chat: 'general', at: 'bot', ...via }); await settled();
  await double.say('wang', '华为现在什么阶段？', { chat: 'shared', at: 'bot', ...via }); await settled();
  const answer = double.messages('general').at(-1)!;
  await double.say('wang', '记录', via); await settled();
  const form = double.dms('wang').at(-1)!;
  const button = JSON.parse(JSON.stringify(form.card)).body.elements;
  const press = async (operator: any, value: unknown, more: any = {}, msg = answer) => {
    const made = await double.event('card.action.trigger', { operator, token: 'c-1', action: { tag: 'button', value, ...more }, context: { open_message_id: msg.id, open_chat_id: msg.chat } }, via);
    await settled().catch(() => {}); return made.ack;
  };
  out(n, button.filter((b: any) => b.tag === 'form').map((f: any) => f.elements.filter((e: any) => e.tag === 'button')));
  // stranger of another tenant presses
  const st = { open_id: PEOPLE.stranger.openId, union_id: PEOPLE.stranger.unionId, tenant_key: PEOPLE.stranger.tenant };
  out(n, 'other tenant', await press(st, { a: 'kam:call:0', v: '{"c":"accounts","a":{}}', p: 'dm' }));
  out(n, 'no tenant', await press({ open_id: PEOPLE.stranger.openId, union_id: PEOPLE.stranger.unionId }, { a: 'kam:call:0', v: '{"c":"accounts","a":{}}', p: 'group' }));
  // union id of another with own open id
  out(n, 'open id of nora with union of boss', await press({ open_id: PEOPLE.nora.openId, union_id: PEOPLE.boss.unionId, tenant_key: double.tenant }, { a: 'kam:call:0', v: '{"c":"settings","a":{}}', p: 'dm' }));
  dump(n, 'nora'); dump(n, 'boss');
  const w = { open_id: PEOPLE.wang.openId, union_id: PEOPLE.wang.unionId, tenant_key: double.tenant };
  for (const v of ['{"c":"__proto__","a":{}}', '{"c":"home","a":[]}', '{"c":"log","a":{"__proto__":{"x":1},"account":{"a":1},"date":5}}', '{"c":"member","a":{"action":"add","name":"x","role":"admin"}}', '{"s":{"text":"华为现在什么阶段？"}}', '{"l":"reply/x","b":0,"n":0}'])
    for (const a of ['kam:call:0', 'kam:form:0', 'kam:share:0', 'kam:submit:0']) out(n, a, v, await press(w, { a, v, p: 'group' }).catch((e) => String(e)));
  out(n, 'submit weird', await press(w, { a: 'kam:submit', v: '{"c":"log","i":[["note","text",0],["account","text",0],["__proto__","text",0],["contacts","choices",0],["date","date",0],["x","nope",0]],"k":{}}', p: 'dm' }, { name: 'x', form_value: { note: { a: 1 }, account: ['x'], __proto__: 'x', contacts: [1, null, { a: 1 }], date: 'not a date' } }, form));
  out(n, double.messages('general').map(show), double.ephemerals('wang').map(show));
  end(n); out(n, await letters());
}, 120000);

it('inputs', async () => {
  one = await openInFeishu('websocket'); const n = 'inputs'; const { double, settled } = one;
  await double.say('wang', '记录 昨天拜访华为张伟，' + '聊了很多。'.repeat(2000)); await settled(); out(n, show(double.dms('wang').at(-1)).slice(0, 800), (double.dms('wang').at(-1) as any).content.length);
  for (const t of ['   ', '​', '/kam', '/KAM　记录', '、', '记录，昨天拜访华为张伟', '＠KAM 帮助', '🎉', 'log visited 张伟 at 华为 yesterday', '绑定客户 华为', '撤销', '撤销', '导入']) { await double.say('wang', t).catch((e) => out(n, 'ERR ' + e)); await settled(); out(n, '#### ' + JSON.stringify(t), show(double.dms('wang').at(-1)).slice(0, 500)); }
  const imp = double.dms('wang').at(-1)!;
  out(n, imp.controls.map((c) => c.label));
  out(n, brief(await double.submit('wang', imp.id, {}).catch((e) => String(e)))); await settled(); out(n, show(double.dms('wang').at(-1)));
  for (const l of ['导出…', '下载空白模板…']) { out(n, l, brief(await double.press('wang', imp.id, l).catch((e) => String(e)))); await settled(); out(n, show(double.dms('wang').at(-1))); }
  for (const type of ['image', 'file', 'audio', 'merge_forward', 'share_chat', 'location']) { await double.say('wang', { type, content: { file_key: 'x', image_key: 'y', file_name: '客户.xlsx' } } as any).catch((e) => out(n, 'ERR ' + e)); await settled(); out(n, type, show(double.dms('wang').at(-1))); }
  await double.say('wang', { type: 'file', content: { file_key: 'x', file_name: '客户.xlsx' } } as any, { chat: 'general', at: 'bot' }).catch((e) => out(n, 'ERR ' + e)); await settled();
  end(n);
}, 120000);
