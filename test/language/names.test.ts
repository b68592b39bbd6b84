import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, nameKeysOf } from '../../src/language/names.ts';
import { account, contact, member } from './name-book.ts';

describe('nameKey', () => {
  it.each([
    ['Northwind', 'northwind'],
    ['NORTH  wind', 'northwind'],
    ['Ｎｏｒｔｈｗｉｎｄ', 'northwind'],
    ['AT&T', 'att'],
    ['J.P. Morgan', 'jpmorgan'],
    ["O'Reilly—Media", 'oreillymedia'],
    ['Nestlé', 'nestle'],
    ['Müller', 'muller'],
    ['華為技術有限公司', '华为技术有限公司'],
    ['臺灣積體電路', '台湾积体电路'],
    ['华为（北京）', '华为北京'],
    ['３M中国', '3m中国'],
    ['alice@example.com', 'aliceexamplecom'],
    ['🚀', '🚀'],
    ['!!!', '!!!'],
    ['🚀 Rocket', 'rocket'],
    ['薴麻', '苎麻'],
    ['⿿書', '书'],
    ['\u{1D15F}\uFE72', '\u064C\u{1D165}'],
    ['  ', ''],
    ['', ''],
  ])('%j', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('cuts long names at 64 units and never half a character', () => {
    expect(nameKey('a'.repeat(200))).toHaveLength(64);
    expect(nameKey(`a${'𠮷'.repeat(40)}`)).toHaveLength(63);
  });

  it('is its own key', () => {
    const odd = fc.constantFrom(
      '華為',
      '乾',
      '隆',
      '薴',
      'ß',
      'İ',
      'ϴ',
      'ﬁ',
      '.',
      '⿿',
      '\uFE72',
      '\u{1D15F}',
      '\u0327',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.array(odd, { maxLength: 80 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
        expect(nameKey(name) === '').toBe(/^\s*$/.test(name));
      }),
      { numRuns: 2000 },
    );
  });
});

function whole(name: string, aliases: readonly string[] = []): readonly string[] {
  return nameKeysOf('account', account('a', name, { aliases })).flatMap((key) => (key.whole ? [key.key] : []));
}

describe('keys of accounts', () => {
  it.each<[string, ...string[]]>([
    ['华为技术有限公司', '华为技术', '华为'],
    ['华为终端有限公司', '华为终端'],
    [
      '北京字节跳动科技有限公司',
      '北京字节跳动科技',
      '北京字节跳动',
      '字节跳动科技有限公司',
      '字节跳动科技',
      '字节跳动',
    ],
    ['小米通讯技术有限公司', '小米'],
    ['深圳市腾讯计算机系统有限公司', '腾讯计算机系统', '深圳腾讯计算机系统'],
    ['可口可乐（中国）饮料有限公司', '可口可乐饮料有限公司', '可口可乐饮料', '可口可乐'],
    ['中国移动通信集团有限公司', '中国移动'],
    ['比亚迪股份有限公司', '比亚迪'],
    ['招商银行股份有限公司', '招商银行'],
    ['Orbit Labs Inc.', 'orbitlabs'],
    ['Acme Holdings Group Ltd', 'acme'],
    ['Siemens A.G.', 'siemens'],
    ['Müller & Co. KG', 'muller'],
    ['The Boring Company', 'boringcompany', 'boring'],
    ['Foo, Inc', 'foo'],
  ])('%s', (name, ...expected) => {
    expect(whole(name)).toEqual(expect.arrayContaining([nameKey(name), ...expected]));
  });

  it.each([
    ['北京科技有限公司', '科技'],
    ['上海银行', '银行'],
    ['北京大学', '大学'],
    ['Group Ltd', 'g'],
    ['重庆有限公司', '重庆'],
  ])('%s is not just %s', (name, generic) => {
    expect(whole(name)).not.toContain(generic);
  });

  it('finds substrings and pinyin by prefix, never as a whole', () => {
    const keys = nameKeysOf('account', account('a', '华为技术有限公司', { aliases: ['HW'] }));
    const tails = keys.filter((key) => !key.whole).map((key) => key.key);
    expect(tails).toEqual(
      expect.arrayContaining(['为技术有限公司', '公司', 'huawei', 'hw'].filter((key) => key !== 'hw')),
    );
    expect(tails).toContain('huaweijishuyouxiangongsi');
    expect(keys.find((key) => key.key === 'hw')).toEqual({ key: 'hw', whole: true });
    expect(keys.every((key) => key.key.length > 0 && key.key.length <= 64)).toBe(true);
  });

  it('keeps the keys of a very long name bounded', () => {
    expect(nameKeysOf('account', account('a', '长'.repeat(5000))).length).toBeLessThan(300);
    expect(nameKeysOf('account', account('a', `${'x'.repeat(3000)} Ltd`)).length).toBeLessThan(300);
  });

  it('gives a name of one character its whole key, a shortened one never', () => {
    expect(whole('微')).toContain('微');
    expect(whole('X Inc')).not.toContain('x');
  });
});

describe('keys of people', () => {
  const keys = (name: string, title: string | null = null) => nameKeysOf('contact', contact('c', 'a', name, title));
  const wholeOf = (name: string, title: string | null = null) =>
    keys(name, title).flatMap((key) => (key.whole ? [key.key] : []));
  const all = (name: string) => keys(name).map((key) => key.key);

  it.each<[string, string | null, ...string[]]>([
    ['张伟', '总经理', '张伟', '张总', '张总经理'],
    ['李娜', '处长', '李处', '李处长'],
    ['欧阳锋', '采购经理', '欧阳经理'],
    ['Alice Chen', null, 'alicechen', 'alice', 'mschen'],
  ])('%s, %s', (name, title, ...expected) => {
    expect(wholeOf(name, title)).toEqual(expect.arrayContaining(expected));
  });

  it('reads surnames as surnames', () => {
    expect(all('单雄信')).toContain('shanxiongxin');
    expect(all('曾国藩')).toContain('zengguofan');
    expect(all('张伟')).toEqual(expect.arrayContaining(['zhangwei', 'weizhang']));
    expect(all('吕布')).toEqual(expect.arrayContaining(['lvbu', 'lubu']));
  });

  it('finds members by key and e-mail', () => {
    const found = nameKeysOf('member', member('m', 'wang@example.com', '王芳'));
    expect(found).toEqual(
      expect.arrayContaining([
        { key: '王芳', whole: true },
        { key: 'wangexamplecom', whole: true },
      ]),
    );
  });
});
