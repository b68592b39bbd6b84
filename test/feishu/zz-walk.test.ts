import { appendFileSync } from 'node:fs';
import { afterEach, it } from 'vitest';
import { PEOPLE } from '../fakes/feishu/seed.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';
let one: FeishuAssistant;
afterEach(() => one?.close());
const out = (name: string, ...x: unknown[]) => appendFileSync('/tmp/zz/' + name + '.txt', x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y, null, 1))).join(' ') + '\n');
const dump = (n: string, user: string, from = 0) => { for (const m of one.double.dms(user).slice(from)) out(n, `--- ${m.isOurs ? 'KAM' : user} ${m.type} edits=${m.edits} parent=${m.parent ?? ''}\n` + m.shows); };
const end = (n: string) => { out(n, 'VIOLATIONS', one.double.violations()); out(n, 'TOLD', one.told.filter((t) => !t.startsWith('debug')).join('\n')); };

async function talk(n: string, user: string, lines: readonly string[]) {
  for (const line of lines) { await one.double.say(user, line); await one.settled(); }
  dump(n, user);
}
it('chinese new user', async () => {
  one = await openInFeishu('websocket', { now: undefined });
  const n = 'zh-new';
  await one.double.enter('wang'); await one.settled();
  await talk(n, 'wang', ['你好', '／kam　记录', '/ 帮助', '帮助', '待办', '首页', '客户 华为', '张伟', '华为', '份额 华为', '导入', '导出', '设置', '关联', '关联 1234 5678']);
  await one.double.say('wang', { type: 'sticker', content: { file_key: 'x' } } as never).catch((e) => out(n, String(e)));
  await one.settled(); dump(n, 'wang', one.double.dms('wang').length - 2);
  end(n);
}, 60000);
it('english', async () => {
  one = await openInFeishu('webhook', { });
  const n = 'en-new';
  await one.double.enter('tom', one.via); await one.settled();
  for (const line of ['hello', '/kam', 'help', 'log', 'Northwind', 'next', 'home', 'settings', 'link', 'digest here daily 9:00', 'export', 'import']) { await one.double.say('tom', line, one.via); await one.settled(); }
  dump(n, 'tom');
  end(n);
}, 60000);
it('strangers', async () => {
  one = await openInFeishu('websocket', {});
  const n = 'strangers';
  await one.double.enter('nora'); await one.settled();
  await one.double.say('nora', '华为'); await one.settled();
  await one.double.say('nora', 'link'); await one.settled();
  await one.double.say('nora', '/kam 关联 1234 5678'); await one.settled();
  dump(n, 'nora');
  await one.double.say('outside', '华为'); await one.settled(); dump(n, 'outside');
  await one.double.say('stranger', '华为', { chat: 'shared', at: 'bot' }); await one.settled();
  out(n, 'SHARED', one.double.messages('shared').map((m) => m.shows)); dump(n, 'stranger');
  await one.double.say('gone', '华为').catch((e) => out(n, String(e))); await one.settled(); dump(n, 'gone');
  await one.double.say('boss', '成员'); await one.settled(); dump(n, 'boss');
  end(n);
}, 60000);
it('no email', async () => {
  one = await openInFeishu('websocket', { seed: { people: { vera: { ...PEOPLE.vera, email: null } } } });
  const n = 'no-email';
  await one.double.say('vera', 'hello'); await one.settled();
  await one.double.say('vera', '/kam link'); await one.settled();
  const code = /\d{4} \d{4}/.exec(one.double.dms('vera').at(-1)?.shows ?? '')?.[0] ?? '';
  await one.double.say('wang', `关联 ${code}`); await one.settled();
  dump(n, 'wang');
  const last = one.double.dms('wang').at(-1);
  const made = await one.double.press('wang', last?.id, '是我').catch((e) => String(e));
  out(n, 'PRESS', made);
  await one.settled();
  dump(n, 'wang', one.double.dms('wang').length - 2);
  dump(n, 'vera');
  end(n);
}, 60000);
