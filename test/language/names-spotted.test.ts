import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/records.ts';
import { spotContacts, spotContactsAnywhere, spotNames } from '../../src/language/spot-names.ts';
import type { Mention } from '../../src/language/types.ts';
import { account, contact, member, nameBook } from './name-book.ts';

const accounts = [
  account('h1', '华为技术有限公司', { aliases: ['Huawei'] }),
  account('z1', '中兴通讯股份有限公司'),
  account('z2', '中兴微电子技术有限公司'),
  account('n1', 'Northwind'),
  account('n2', 'Northwind Traders'),
  account('o1', 'Orbit Labs Inc.'),
  account('t1', 'Target'),
  account('m1', 'May'),
  account('it', 'IT Group'),
  account('att', 'AT&T'),
  account('q', '360'),
  account('old', 'Globex Corporation', { archived: true }),
  account('s1', 'Secret Works'),
  account('d1', 'Twin'),
  account('d2', 'Twin'),
  account('law', 'Cutler, Hale & Dorr'),
  account('jp', 'J.P. Morgan'),
];
const contacts = [
  contact('c1', 'h1', '张伟', '总经理'),
  contact('c2', 'h1', '张三', '采购员'),
  contact('c3', 'h1', '李强', '工程师'),
  contact('c4', 'n1', 'Alice Chen'),
  contact('c5', 'n1', 'Will Smith'),
  contact('c6', 's1', 'Carol Hidden'),
  contact('c7', 'old', 'Dave Old'),
];
const members = [member('fang', 'fang@example.com', '王芳'), member('amy', 'amy', 'Amy Wong')];
const { views } = nameBook(accounts, contacts, members);
const visible = (it: Account) => it.id !== 's1';

function told(mentions: readonly Mention[]): readonly string[] {
  return mentions.map((mention) => `${mention.text}=${[...mention.ids].sort()}`);
}

describe('spotNames', () => {
  it.each<[string, ...string[]]>([
    ['昨天拜访华为技术张伟，聊了二期预算', '华为技术=h1'],
    ['昨天拜訪華為，聊了二期預算', '華為=h1'],
    ['昨天和王芳一起拜访华为张伟', '王芳=fang', '华为=h1'],
    ['华为技术有限公司的阶段', '华为技术有限公司=h1'],
    ['拜访Huawei的张伟', 'Huawei=h1'],
    ['what stage is Northwind?', 'Northwind=n1'],
    ['what stage is northwind?', 'northwind=n1'],
    ["Northwind's budget", 'Northwind=n1'],
    ['Northwind Traders and Northwind', 'Northwind Traders=n2', 'Northwind=n1'],
    ['north wind called', 'north wind=n1'],
    ['northwinds blow'],
    ['visited ORBIT LABS, Inc. yesterday', 'ORBIT LABS=o1'],
    ['visited orbit labs yesterday', 'orbit labs=o1'],
    ['中兴的份额', '中兴=z1,z2'],
    ['中兴通讯的份额', '中兴通讯=z1'],
    ['visited Target', 'Target=t1'],
    ['the target is clear'],
    ['拜访target了解需求', 'target=t1'],
    ['may we meet'],
    ['May I see the stage of Northwind', 'Northwind=n1'],
    ['called May yesterday', 'May=m1'],
    ['it was fine'],
    ['It was fine at Northwind', 'Northwind=n1'],
    ['met IT yesterday', 'IT=it'],
    ['met AT&T', 'AT&T=att'],
    ['met J.P. Morgan today', 'J.P. Morgan=jp'],
    ['花了360元'],
    ['拜访360，聊预算', '360=q'],
    ['Globex Corporation stage', 'Globex Corporation=old'],
    ['Globex stage'],
    ['visited Secret Works'],
    ['visited Twin', 'Twin=d1,d2'],
    ['with amy at Northwind', 'amy=amy', 'Northwind=n1'],
    ['ask fang@example.com', 'fang@example.com=fang'],
    ['hw huawei', 'huawei=h1'],
    ['ＮＯＲＴＨＷＩＮＤ的阶段', 'ＮＯＲＴＨＷＩＮＤ=n1'],
    ['华\n为'],
    ['north, wind'],
    ['called Cutler, Hale & Dorr', 'Cutler, Hale & Dorr=law'],
    [''],
    [`${'聊'.repeat(590)}华为，${'聊'.repeat(9400)}中兴`, '华为=h1'],
  ])('%s', async (text, ...expected) => {
    const mentions = await spotNames(text, views, visible);
    expect(told(mentions)).toEqual(expected);
    for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
  });

  it('mentions are in order and apart, whatever the text', async () => {
    const words = fc.constantFrom(
      '华为',
      '技术',
      '中兴',
      'Northwind',
      'Traders',
      ' ',
      '，',
      'Target',
      '王芳',
      '\ud83d',
      '😀',
      'a',
      '.',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { maxLength: 20 }).map((all) => all.join('')),
        async (text) => {
          let free = 0;
          for (const mention of await spotNames(text, views, visible)) {
            expect(mention.start).toBeGreaterThanOrEqual(free);
            expect(mention.text).toBe(text.slice(mention.start, mention.end));
            expect(mention.ids.length).toBeGreaterThan(0);
            free = mention.end;
          }
        },
      ),
    );
  });
});

describe('spotContacts', () => {
  const ofHuawei = contacts.filter((it) => it.accountId === 'h1');
  const ofNorthwind = contacts.filter((it) => it.accountId === 'n1');
  it.each<[string, ...string[]]>([
    ['昨天拜访华为张伟，聊了二期预算', '张伟=c1'],
    ['和張偉、张三吃饭', '張偉=c1', '张三=c2'],
    ['和张总吃饭', '张总=c1'],
    ['和张总经理吃饭', '张总经理=c1'],
    ['和小张吃饭', '小张=c1,c2'],
    ['和李工吃饭', '李工=c3'],
    ['和李经理吃饭', '李经理=c3'],
    ['聊李工作的事'],
    ['和王总吃饭'],
    ['开张总结'],
  ])('%s', (text, ...expected) => {
    expect(told(spotContacts(text, ofHuawei))).toEqual(expected);
  });

  it.each<[string, ...string[]]>([
    ['met Alice yesterday', 'Alice=c4'],
    ['met alice chen and Will', 'alice chen=c4', 'Will=c5'],
    ['will call Mr. Smith', 'Mr. Smith=c5'],
    ['I will call'],
    ['Alice, Will: lunch', 'Alice=c4', 'Will=c5'],
  ])('%s', (text, ...expected) => {
    expect(told(spotContacts(text, ofNorthwind))).toEqual(expected);
  });

  it('says nothing of nobody', () => {
    expect(spotContacts('张伟', [])).toEqual([]);
  });
});

describe('spotContactsAnywhere', () => {
  it.each<[string, ...string[]]>([
    ['昨天和张伟吃饭', '张伟=c1'],
    ['昨天和张总吃饭', '张总=c1'],
    ['met Alice yesterday', 'Alice=c4'],
    ['met Carol Hidden'],
    ['met Dave Old'],
    ['met nobody'],
  ])('%s', async (text, ...expected) => {
    expect(told(await spotContactsAnywhere(text, views, visible))).toEqual(expected);
  });
});

describe('of two names that overlap', () => {
  it('the one that begins with a word for "with" or "at" gives way', async () => {
    const both = nameBook([account('he', '和菱'), account('ling', '菱联')], [], []);
    const mentions = await spotNames('刚和菱联程兰欣通了电话', both.views, () => true);
    expect(mentions.map(({ ids }) => ids)).toEqual([['ling']]);
  });
});
