import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, it } from 'vitest';
import { CHATS, PEOPLE } from '../fakes/feishu/seed.ts';
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

it('private 230028', async () => {
  const book: any = bookOfAddresses();
  book.accounts[0].contacts.push({ name: '刘洋', email: 'liuyang@huawei.com', phone: '13912345678' });
  one = await openInFeishu('websocket', { book, seed: { blocksPrivate: true } });
  const n = 'p230028'; const { double, settled } = one;
  for (const t of ['联系人 华为 刘洋', '记录 昨天打电话给华为刘洋 13912345678，聊了价格', '记录']) { await double.say('wang', t); await settled(); out(n, '#### ' + t); dump(n, 'wang', double.dms('wang').length - 1); }
  const m = double.dms('wang').find((x) => x.isOurs && x.controls.some((c) => c.label === '撤销'));
  if (m) out(n, brief(await double.press('wang', m.id, '撤销')));
  await settled(); out(n, await letters());
  // edit of a contact: form holding the phone
  const c = double.dms('wang').find((x) => x.isOurs && x.shows.includes('刘洋'));
  out(n, c?.controls.map((x) => x.label));
  for (const l of c?.controls ?? []) { if (l.label.includes('改')) { out(n, brief(await double.press('wang', c!.id, l.label).catch((e) => String(e)))); await settled(); dump(n, 'wang', double.dms('wang').length - 1); } }
  end(n);
}, 60000);

it('content refused 230099', async () => {
  one = await openInFeishu('websocket'); const n = 'p230099'; const { double, settled } = one;
  double.fail('POST im/v1/messages', { code: 230099 }, 1);
  await double.say('wang', LOG); await settled(); dump(n, 'wang');
  const texts = double.dms('wang').at(-1)!;
  out(n, texts.type, texts.controls);
  double.fail('POST ephemeral/v1/send', { code: 230099 }, 1);
  await double.say('wang', '华为现在什么阶段？', { chat: 'mixed', at: 'bot' }); await settled();
  for (const m of double.ephemerals('wang')) out(n, 'EPH', show(m));
  double.fail('PATCH im/v1/messages/:id', { code: 230099 }, 1);
  end(n); out(n, await letters());
}, 60000);

it('unsure', async () => {
  one = await openInFeishu('websocket'); const n = 'unsure'; const { double, settled } = one;
  double.fail('POST im/v1/messages', { reset: 'after' }, 1);
  await double.say('wang', LOG); await settled(); dump(n, 'wang');
  double.fail('POST im/v1/messages', { status: 502 }, 1);
  await double.say('wang', '待办'); await settled(); dump(n, 'wang', 2);
  double.revokeTokens();
  await double.say('wang', '待办'); await settled(); dump(n, 'wang', 4);
  double.fail('POST ephemeral/v1/send', { reset: 'after' }, 1);
  await double.say('wang', '华为现在什么阶段？', { chat: 'mixed', at: 'bot' }); await settled();
  for (const m of double.ephemerals('wang')) out(n, 'EPH', show(m));
  out(n, await letters(), double.calls('im/v1/messages').map((c) => [c.method, c.path, (c.body as any).uuid, c.outcome]));
  end(n);
}, 90000);

it('recall, removal, old buttons', async () => {
  one = await openInFeishu('websocket'); const n = 'recall'; const { double, settled } = one;
  // our own card deleted, then pressed? and question recalled before the answer
  double.fail('POST im/v1/messages/:id/reply', { code: 230011 }, 1);
  await double.say('wang', '份额 华为 45', { chat: 'general', at: 'bot' }); await settled();
  out(n, double.messages('general').map(show));
  const card = double.messages('general').at(-1)!;
  // bot removed, then press by wang
  await double.remove('general');
  out(n, 'PRESS after removal', brief(await double.press('wang', card.id, '撤销').catch((e) => String(e))));
  await pause(500); out(n, await letters());
  out(n, double.messages('general').map(show), double.ephemerals('wang').map(show)); dump(n, 'wang');
  await double.invite('general'); await settled().catch(() => out(n, 'not settled'));
  // double pressing: undo twice
  await double.say('wang', LOG); await settled();
  const m = double.dms('wang').at(-1)!;
  const both = await Promise.all([double.press('wang', m.id, '撤销'), double.press('wang', m.id, '撤销').catch((e) => String(e))]);
  out(n, 'BOTH', both.map(brief)); await settled(); dump(n, 'wang', double.dms('wang').length - 2);
  end(n);
}, 90000);

it('resigned', async () => {
  one = await openInFeishu('websocket'); const n = 'resigned'; const { double, settled, assistant } = one;
  await double.say('boss', '成员'); await double.say('wang', '首页'); await settled();
  await double.say('boss', '成员 王芳 链接').catch(() => {}); await settled(); dump(n, 'boss', double.dms('boss').length - 1);
  out(n, (await assistant.store.views.all('identity')).map((x: any) => [x.platform, x.memberId, x.closedAt]));
  await double.changeUser('wang', { isResigned: true }); await settled();
  out(n, (await assistant.store.views.all('identity')).map((x: any) => [x.platform, x.memberId, x.closedAt]));
  dump(n, 'boss', double.dms('boss').length - 1);
  const m = double.dms('wang').at(-1)!;
  out(n, brief(await double.press('wang', m.id, '客户一览').catch((e) => String(e))));
  await pause(1000); dump(n, 'wang', double.dms('wang').length - 1);
  out(n, await letters(), (await one.assistant.store.outbox.inStates(['sent','gone','expired','cancelled','skipped'] as any, 50).catch(e=>[String(e)])).map((x: any) => [x.kind, x.state, x.destination, x.dedupeKey, x.error]));
  end(n);
}, 90000);

it('presses by others', async () => {
  one = await openInFeishu('websocket'); const n = 'others'; const { double, settled } = one;
  await double.say('wang', '记录 昨天拜访华为，聊了', { chat: 'general', at: 'bot' }); await settled();
  await double.say('wang', '记录', { chat: 'general', at: 'bot' }); await settled();
  await double.say('wang', '华为现在什么阶段？', { chat: 'general', at: 'bot' }); await settled();
  out(n, double.messages('general').map(show), double.ephemerals('wang').map(show));
  const st = double.messages('general').at(-1)!;
  out(n, st.controls.map((c) => c.label));
  out(n, 'tom 记录一次互动', brief(await double.press('tom', st.id, '记录一次互动').catch((e) => String(e)))); await settled();
  out(n, 'vera 记录份额', brief(await double.press('vera', st.id, '记录份额').catch((e) => String(e)))); await settled();
  out(n, 'general', double.messages('general').slice(-2).map(show));
  for (const u of ['tom', 'vera']) { out(n, u, double.ephemerals(u).map(show)); dump(n, u); }
  const e = double.ephemerals('tom').at(-1);
  if (e && e.fields.length) { out(n, e.fields.map((f) => [f.name, f.value])); out(n, brief(await double.submit('tom', e.id, { contacts: '张伟', kind: 'visit', note: 'I saw him' } as any).catch((x) => String(x)))); await settled(); out(n, 'tom eph', double.ephemerals('tom').map(show)); out(n, 'general', double.messages('general').slice(-1).map(show)); }
  end(n);
}, 90000);
