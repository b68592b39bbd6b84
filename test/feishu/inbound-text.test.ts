import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, readWritten } from '../../adapters/feishu/inbound-text.ts';
import type { Mention, Written } from '../../adapters/feishu/payload.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const KAM = 'ou_kam';
const person = (key: string, openId: string, name: string, isBot = false): Mention => ({
  ...{ key, openId, unionId: `on_${openId.slice(3)}`, name, isBot },
});
const us = (key = '@_user_1', name = 'KAM 助手'): Mention => person(key, KAM, name, true);
const wang = (key = '@_user_2'): Mention => person(key, 'ou_wang', 'fang.wang');
const bob = (key = '@_user_3'): Mention => person(key, 'ou_bob', 'Bob Ames');

/** What people are called in the book. */
const BOOK: Readonly<Record<string, string>> = { ou_wang: '王芳' };
const called: Called = { person: async ({ openId }) => BOOK[openId ?? ''] ?? null };

const text = (words: string, ...mentions: Mention[]): Written => ({
  ...{ type: 'text', content: JSON.stringify({ text: words }), mentions },
});
type Element = Readonly<Record<string, unknown>>;
const post = (lines: readonly (readonly Element[])[], ...mentions: Mention[]): Written => ({
  ...{ type: 'post', content: JSON.stringify({ title: '', content: lines }), mentions },
});
const t = (words: string): Element => ({ tag: 'text', text: words });
const at = (key: string, name = ''): Element => ({ tag: 'at', user_id: key, user_name: name });
const read = async (written: Written, bot: string | null = KAM) => readWritten(written, bot, called);
const meant = async (written: Written): Promise<string> => (await read(written)).text;

describe('what a text from Feishu means', () => {
  it.each([
    ['a sentence', text('昨天拜访华为张伟，聊了二期预算'), '昨天拜访华为张伟，聊了二期预算'],
    ['a command', text('/kam stage Northwind'), '/kam stage Northwind'],
    ['our name first', text('@_user_1 查 华为', us()), '查 华为'],
    ['our name first, with a comma', text('@_user_1，查 华为', us()), '查 华为'],
    ['our name first, with a colon', text('@_user_1： 查 华为', us()), '查 华为'],
    ['our name first, and a line', text('@_user_1\n查 华为', us()), '查 华为'],
    ['our name last', text('查 华为 @_user_1', us()), '查 华为'],
    ['our name inside', text('hey @_user_1 stage Northwind', us()), 'hey stage Northwind'],
    ['our name twice', text('@_user_1 @_user_1 查 华为', us()), '查 华为'],
    ['our name before a command', text('@_user_1 /kam 查 华为', us()), '/kam 查 华为'],
    ['a colleague as the book has them', text('@_user_1 昨天和@_user_2拜访华为', us(), wang()), '昨天和王芳拜访华为'],
    ['somebody the book does not know', text('问 @_user_3', bob()), '问 Bob Ames'],
    ['a name with spaces against words', text('with@_user_3yesterday', bob()), 'with Bob Ames yesterday'],
    ['a name against Han characters', text('和@_user_3一起', bob()), '和Bob Ames一起'],
    ['the first of ten', text('@_user_1 与 @_user_10', us(), bob('@_user_10')), '与 Bob Ames'],
    ['the tenth, named first', text('@_user_10 与 @_user_1', bob('@_user_10'), wang('@_user_1')), 'Bob Ames 与 王芳'],
    ['the first of one, and a nought', text('@_user_10 台', wang('@_user_1')), '王芳0 台'],
    ['a key nobody stands behind', text('@_user_7 查 华为'), '@_user_7 查 华为'],
    ['a key that is no key', text('a.c abc', { ...bob('a.c') }), 'Bob Ames abc'],
    ['everybody', text('@_all 查 华为'), '查 华为'],
    ['everybody and us', text('@_all @_user_1 查 华为', us()), '查 华为'],
    ['everybody inside', text('请 @_all 看一下'), '请 看一下'],
    ['a sign typed by hand', text('＠王芳 昨天拜访华为'), '＠王芳 昨天拜访华为'],
    ['our name typed by hand', text('＠KAM 查 华为'), '/kam 查 华为'],
    ['our name typed by hand, in the middle', text('发给 kam@northwind.com'), '发给 kam@northwind.com'],
    ['full width', text('／ｋａｍ　记录　昨天拜访华为'), '/kam 记录　昨天拜访华为'],
    ['a full-width slash', text('／帮助'), '/帮助'],
    ['a slash that stands apart', text('/ 阶段 华为'), '/阶段 华为'],
    ['a full-width slash that stands apart', text('／　阶段　华为'), '/阶段　华为'],
    ['a slash that stands apart before our name', text('/ kam 阶段 华为'), '/kam 阶段 华为'],
    ['a slash command of the bot', text('/客户 华为'), '/客户 华为'],
    ['our name with a command against it', text('/kam阶段 华为'), '/kam 阶段 华为'],
    ['our name in another word', text('/kampagne'), '/kampagne'],
    ['our name alone as a command', text('／KAM　'), '/kam'],
    ['a slash alone', text('／'), '／'],
    ['a fraction', text('3/4 的预算'), '3/4 的预算'],
    [
      'full-width signs in what is recorded',
      text('记录 华为，拜访：很好！（二期）'),
      '记录 华为，拜访：很好！（二期）',
    ],
    ['full-width letters in what is recorded', text('/kam 记录 ＡＢＣ公司'), '/kam 记录 ＡＢＣ公司'],
    ['smart quotes', text('log Northwind —note “went well”'), 'log Northwind --note “went well”'],
    ['a flag of a phone, in Chinese', text('记录 华为 —内容=很好'), '记录 华为 --内容=很好'],
    ['spaces of a phone', text('stage\u00A0Northwind\u202FFoods'), 'stage Northwind Foods'],
    ['what nobody sees', text('sta\u200Bge North\uFEFFwind'), 'stage Northwind'],
    ['a line as code', text('`/kam stage Northwind`'), '/kam stage Northwind'],
    ['emoji', text('很好👍🏽 [赞] 👨‍👩‍👧'), '很好👍🏽 [赞] 👨‍👩‍👧'],
    ['several lines', text('记录 华为\n第一行\r\n第二行'), '记录 华为\n第一行\n第二行'],
    ['a link', text('见 https://northwind.com/a?b=1&c=2'), '见 https://northwind.com/a?b=1&c=2'],
    ['markup', text('<at user_id="ou_x">x</at> <b>y</b> &lt;'), '<at user_id="ou_x">x</at> <b>y</b> &lt;'],
  ])('%s', async (_, written, expected) => {
    const found = await read(written);
    expect(found).toMatchObject({ text: expected, kind: 'words' });
  });

  it('is whole, however long', async () => {
    const long = '很长的记录。'.repeat(1700);
    expect(long.length).toBeGreaterThan(10_000);
    expect(await meant(text(`@_user_1 记录 华为 ${long}`, us()))).toBe(`记录 华为 ${long}`);
  });

  it('looks for each person once', async () => {
    const asked: string[] = [];
    const counting: Called = {
      async person({ name }) {
        asked.push(name);
        return null;
      },
    };
    await readWritten(text('@_user_2 @_user_3 @_user_2', wang(), bob()), KAM, counting);
    expect(asked).toEqual(['fang.wang', 'Bob Ames']);
  });

  it('is given back as it was typed where nobody is mentioned and no command is', async () => {
    const typed = fc.stringMatching(/^[a-z0-9<>&;|#!:.\u4E00-\u4E20][a-z0-9<>&;|@#!/:.\u4E00-\u4E20]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        expect(await meant(text(words))).toBe(words);
      }),
    );
  });
});

describe('what a rich text from Feishu means', () => {
  it.each([
    ['one line', post([[t('查 华为')]]), '查 华为'],
    ['our name and a command', post([[at('@_user_1'), t(' ／kam　记录')]], us()), '/kam 记录'],
    ['several lines', post([[t('记录 华为')], [t('第一行')], [], [t('第二行')]]), '记录 华为\n第一行\n\n第二行'],
    ['our name on a line of its own', post([[at('@_user_1')], [t('查 华为')]], us()), '查 华为'],
    [
      'words in parts of one look each',
      post([[t('North'), { ...t('wind'), style: ['bold'] }, t(' Foods')]]),
      'Northwind Foods',
    ],
    ['a colleague', post([[t('昨天和'), at('@_user_2', 'fang.wang'), t('拜访华为')]], wang()), '昨天和王芳拜访华为'],
    ['a colleague by id', post([[t('昨天和'), at('ou_wang'), t('拜访华为')]], wang()), '昨天和王芳拜访华为'],
    ['somebody who stands in no list', post([[t('问 '), at('@_user_9', 'Eve')]]), '问 Eve'],
    ['everybody', post([[at('@_all', '所有人'), t(' '), at('@_user_1'), t(' 查 华为')]], us()), '查 华为'],
    ['everybody, by another word', post([[at('all', '所有人'), t(' 查 华为')]]), '查 华为'],
    [
      'a link with a name',
      post([[t('见 '), { tag: 'a', href: 'https://evil.example', text: '官网' }]]),
      '见 官网 (https://evil.example)',
    ],
    [
      'a link that was typed',
      post([[{ tag: 'a', href: 'http://northwind.com/', text: 'northwind.com' }]]),
      'northwind.com',
    ],
    ['an address', post([[{ tag: 'a', href: 'mailto:a@b.cn', text: 'a@b.cn' }]]), 'a@b.cn'],
    ['a link without words', post([[{ tag: 'a', href: 'https://b.cn', text: '' }]]), 'https://b.cn'],
    ['a face', post([[t('很好'), { tag: 'emotion', emoji_type: 'SMILE' }, t('！')]]), '很好！'],
    ['code', post([[{ tag: 'code_block', language: 'SQL', text: 'select 1;' }]]), 'select 1;'],
    ['a rule', post([[t('上')], [{ tag: 'hr' }], [t('下')]]), '上\n\n下'],
    ['words beside a picture', post([[t('记录 华为 看图'), { tag: 'img', image_key: 'img_1' }]]), '记录 华为 看图'],
    ['text that looks like a key', post([[t('@_user_1 查 华为')]], us()), '@_user_1 查 华为'],
    ['elements of no kind', post([[t('查'), { tag: 'new' }, null as never, t(' 华为')]]), '查 华为'],
  ])('%s', async (_, written, expected) => {
    expect(await read(written)).toMatchObject({ text: expected, kind: 'words' });
  });

  it('begins with its title', async () => {
    const content = JSON.stringify({ title: '记录 华为', content: [[t('聊了预算')]] });
    expect(await meant({ type: 'post', content, mentions: [] })).toBe('记录 华为\n聊了预算');
  });

  it('is read with a language around it', async () => {
    const content = JSON.stringify({ zh_cn: { title: '', content: [[t('查 华为')]] } });
    expect(await meant({ type: 'post', content, mentions: [] })).toBe('查 华为');
  });
});

describe('what kind of message it is', () => {
  it.each([
    ['nothing', text('')],
    ['nothing', text('  \n ')],
    ['nothing', text('@_user_1', us())],
    ['nothing', text('@_user_1 ，', us())],
    ['nothing', text('@_all')],
    ['nothing', post([])],
    ['nothing', post([[at('@_user_1')]], us())],
    ['nothing', { type: 'text', content: 'no JSON', mentions: [] }],
    ['nothing', { type: 'text', content: '[]', mentions: [] }],
    ['nothing', { type: 'post', content: '{"content":7}', mentions: [] }],
    ['file', { type: 'image', content: '{"image_key":"img_1"}', mentions: [] }],
    ['file', { type: 'file', content: '{"file_key":"f","file_name":"客户.xlsx"}', mentions: [] }],
    ['file', { type: 'folder', content: '{}', mentions: [] }],
    ['file', { type: 'media', content: '{"file_key":"f"}', mentions: [] }],
    ['file', post([[at('@_user_1'), { tag: 'img', image_key: 'img_1' }]], us())],
    ['file', post([[{ tag: 'media', file_key: 'f' }]])],
    ['unreadable', { type: 'audio', content: '{"file_key":"f","duration":2000}', mentions: [] }],
    ['unreadable', { type: 'sticker', content: '{"file_key":"f"}', mentions: [] }],
    ['forwarded', { type: 'merge_forward', content: '{"content":"Merged and Forwarded Message"}', mentions: [] }],
    ['unreadable', { type: 'interactive', content: '{}', mentions: [] }],
    ['unreadable', { type: 'location', content: '{}', mentions: [] }],
    ['unreadable', { type: '', content: '', mentions: [] }],
  ] as const)('%s: %j', async (kind, written) => {
    expect(await read(written)).toMatchObject({ kind, text: '' });
  });
});

describe('whether it is for us', () => {
  it.each([
    ['our name', text('@_user_1 查 华为', us()), true],
    ['our name in a rich text', post([[at('@_user_1')]], us()), true],
    ['another bot', text('@_user_1 部署', person('@_user_1', 'ou_bot', 'deploybot', true)), false],
    ['a colleague', text('@_user_2 查 华为', wang()), false],
    ['a colleague called as we are', text('@_user_2 查', person('@_user_2', 'ou_eve', 'KAM 助手')), false],
    ['everybody', text('@_all 查 华为'), false],
    ['everybody and us', text('@_all @_user_1 查 华为', us()), true],
    ['nobody', text('查 华为'), false],
    ['our name typed by hand', text('@KAM 查 华为'), false],
  ])('%s', async (_, written, isForUs) => {
    expect((await read(written)).isForUs).toBe(isForUs);
  });

  it('is taken of any bot as long as nobody has told who we are', async () => {
    expect(await read(text('@_user_1 查 华为', us()), null)).toMatchObject({ isForUs: true, text: '查 华为' });
    expect(await read(text('@_user_2 查 华为', wang()), null)).toMatchObject({ isForUs: false });
  });
});

describe('what comes of it', () => {
  let test: TestAssistant;
  beforeAll(async () => {
    test = await openTestAssistant(smallBook());
  });
  afterAll(() => test.close());

  it.each([
    ['／ｋａｍ　阶段　华为', 'stage'],
    ['/ 阶段 华为', 'stage'],
    ['/kam阶段 华为', 'stage'],
    ['／阶段：华为', 'stage'],
    ['＠KAM，华为现在什么阶段？', 'stage'],
    ['/帮助', 'help'],
    ['／kam　记录　昨天拜访华为张伟，聊了二期预算', 'log'],
    ['/ 记录 昨天拜访华为张伟，聊了二期预算', 'log'],
    ['记录 昨天拜访华为张伟 内容=“二期预算”', 'log'],
  ])('%s', async (typed, command) => {
    expect(await test.ok(await meant(text(typed)))).toMatchObject({ ok: true, understood: { command } });
  });
});
