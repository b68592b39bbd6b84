import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, it } from 'vitest';
import { CHATS, PEOPLE } from '../fakes/feishu/seed.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { bookOfAddresses, type FeishuAssistant, openInFeishu } from './opening.ts';
let one: FeishuAssistant;
afterEach(() => one?.close());
const out = (name: string, ...x: unknown[]) => appendFileSync('/tmp/zz/' + name + '.txt', x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y, null, 1))).join(' ') + '\n');
const show = (m: any) => `--- ${m.isOurs ? 'KAM' : 'user'} ${m.type} edits=${m.edits} parent=${m.parent ?? ''}\n` + m.shows;
const dump = (n: string, user: string, from = 0) => { for (const m of one.double.dms(user).slice(from)) out(n, show(m)); };
const end = (n: string) => { out(n, 'VIOLATIONS', one.double.violations()); out(n, 'TOLD', one.told.filter((t) => !t.startsWith('debug')).join('\n')); };
const brief = (made: any) => typeof made === 'string' ? made : ({ toast: made.toast, isReplaced: made.isReplaced, code: made.code, error: made.error });

it('forms', async () => {
  one = await openInFeishu('websocket');
  const n = 'forms';
  const { double, settled } = one;
  const form = async (typed = '记录') => { await double.say('wang', typed); await settled(); return double.dms('wang').at(-1)!; };
  for (const values of [
    { account: '华为', contacts: '张伟', kind: '拜访', note: '长'.repeat(10_000), date: '2026-11-20' },
    { account: '华为', contacts: '张伟', kind: '拜访', note: '🎉👨‍👩‍👧 <at id=all></at> [x](javascript:alert(1)) &#60;b&#62; **x** `y`', date: '2026-11-20' },
    { account: '<at id=all></at>', contacts: '[x](javascript:alert(1))', kind: '拜访', note: '&#60;', date: '2026-11-20' },
    { account: '华为', contacts: '王', kind: '拜访', note: 'x' },
    { account: 'North', contacts: '', kind: '拜访', note: 'x' },
    { account: '', contacts: '', kind: '拜访', note: 'x' },
    { account: '华为', contacts: '赵六, 孙七', kind: '拜访', note: '见了新人', next: '下周三给方案\n对方：周五前给图纸' },
  ]) {
    const f = await form();
    const made = await double.submit('wang', f.id, values as any).catch((e: unknown) => String(e));
    await settled();
    out(n, '======', JSON.stringify(values).slice(0, 200), brief(made));
    for (const m of double.dms('wang').slice(double.dms('wang').findIndex((x) => x.id === f.id))) out(n, show(m).slice(0, 1500), m.controls.map((c) => c.label), m.pings, m.links);
  }
  end(n);
}, 90000);

it('hostile names', async () => {
  const book: any = bookOfAddresses();
  book.accounts.push({ name: '<at id=all></at>', owner: 'wang', contacts: [{ name: '[x](javascript:alert(1))', email: 'a@b.com' }, { name: '&#60;b&#62;' }] });
  book.accounts.push({ name: '[点我](https://evil.example)', owner: 'wang', contacts: [{ name: '**李**' }] });
  book.accounts.push({ name: '蓝天科技', owner: 'wang', contacts: [{ name: '李雷' }, { name: '李蕾' }] });
  book.accounts.push({ name: '蓝天科技有限', owner: 'wang', contacts: [{ name: '李雷' }] });
  one = await openInFeishu('websocket', { book });
  const n = 'hostile';
  const { double, settled } = one;
  for (const t of ['我的客户', '客户 <at id=all></at>', '首页', '客户 蓝天', '记录 昨天拜访蓝天李雷，聊了价格', '谁 [点我](https://evil.example)', '导出 客户 csv', '待联系', '<at user_id="all">x</at>', '联系人 李会计 离开', '记录 昨天拜访华为李会计']) {
    await double.say('wang', t); await settled();
    const m = double.dms('wang').at(-1)!;
    out(n, '====== ' + t + '\n' + show(m), m.controls.map((c) => c.label), m.pings, m.links, m.summary);
  }
  end(n);
}, 90000);

it('groups', async () => {
  one = await openInFeishu('websocket');
  const n = 'groups';
  const { double, settled } = one;
  const in_ = async (who: string, text: string, chat: string) => {
    const g = double.messages(chat).length, e = double.ephemerals(who).length, d = double.dms(who).length;
    await double.say(who, text, { chat, at: 'bot' }); await settled();
    out(n, `###### ${who} in ${chat}: ${text}`);
    for (const m of double.messages(chat).slice(g + 1)) out(n, 'ALOUD ' + show(m), m.pings);
    for (const m of double.ephemerals(who).slice(e)) out(n, 'EPHEMERAL ' + show(m));
    for (const m of double.dms(who).slice(d)) out(n, 'DM ' + show(m));
  };
  for (const chat of ['general', 'shared', 'topics', 'mixed', 'bots', 'muted']) {
    for (const t of ['', '记录 昨天拜访华为张伟，聊了二期预算', '华为现在什么阶段？', '帮助', '关联', '关联 1234 5678', '绑定客户 华为', '撤销', '导出 客户 csv', '什么']) {
      await in_('wang', t, chat).catch((e) => out(n, 'ERR', String(e).slice(0, 300)));
    }
  }
  await in_('tom', 'log', 'general');
  await in_('tom', 'what?', 'general');
  end(n);
}, 180000);
