import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/records.ts';
import { findAccount, findContact, findContactAnywhere, findMember } from '../../src/language/find-names.ts';
import type { Found } from '../../src/language/types.ts';
import { account, contact, member, nameBook } from './name-book.ts';

const accounts = [
  account('n1', 'Northwind'),
  account('n2', 'Northwind Traders'),
  account('h1', '华为技术有限公司'),
  account('h2', '华为终端有限公司'),
  account('z1', '中兴通讯股份有限公司', { aliases: ['ZTE'] }),
  account('b1', '北京字节跳动科技有限公司', { aliases: ['头条'] }),
  account('o1', 'Orbit Labs Inc.'),
  account('x1', 'Initech', { aliases: ['Orbit'] }),
  account('old', 'Globex Corporation', { archived: true }),
  account('s1', 'Secret Works'),
  account('y1', 'Umbrella'),
  account('y2', 'Umbrella', { archived: true }),
  account('t1', 'Nestlé'),
];
const contacts = [
  contact('c1', 'h1', '张伟', '总经理'),
  contact('c2', 'h1', '张三', '采购员'),
  contact('c3', 'h1', '李强', null),
  contact('c4', 'n1', 'Alice Chen', 'Buyer'),
  contact('c5', 'n1', 'Bob Smith'),
  contact('c6', 's1', 'Carol Hidden'),
  contact('c7', 'old', 'Dave Old'),
  contact('c8', 'n2', 'Alice Wong'),
];
const members = [
  member('m1', 'amy@example.com', 'Amy Wong'),
  member('m2', 'fang', '王芳'),
  member('m3', 'jun', '王军', { state: 'left' }),
  member('m4', 'jun2', '王军'),
];
const { views } = nameBook(accounts, contacts, members);
const visible = (it: Account) => it.id !== 's1';

function told(found: Found<{ readonly id: string }>): string {
  if (found.kind === 'one') return found.it.id;
  if (found.kind === 'many') return `many ${found.them.map((it) => it.id).sort()}`;
  return found.suggestions.length === 0 ? 'none' : `none, ${found.suggestions.map((it) => it.id)}?`;
}

describe('findAccount', () => {
  it.each([
    ['Northwind', 'n1'],
    [' northWIND ', 'n1'],
    ['Ｎｏｒｔｈｗｉｎｄ', 'n1'],
    ['Northwind Traders', 'n2'],
    ['North', 'many n1,n2'],
    ['traders', 'n2'],
    ['Nortwind', 'none, n1?'],
    ['Notrhwind', 'none, n1?'],
    ['Orthwind', 'many n1,n2'],
    ['Morthwind', 'none, n1?'],
    ['Mestle', 'none, t1?'],
    ['华为', 'many h1,h2'],
    ['华为技术', 'h1'],
    ['华为终端', 'h2'],
    ['華為終端', 'h2'],
    ['终端', 'h2'],
    ['huawei', 'many h1,h2'],
    ['hwzd', 'h2'],
    ['中兴', 'z1'],
    ['中兴公司', 'z1'],
    ['中心通讯', 'none, z1?'],
    ['zte', 'z1'],
    ['字节跳动', 'b1'],
    ['字节跳懂', 'none, b1?'],
    ['头条', 'b1'],
    ['北京字节跳动', 'b1'],
    ['zijietiaodong', 'b1'],
    ['zhongxing', 'z1'],
    ['Orbit Labs', 'o1'],
    ['Orbit', 'x1'],
    ['orbit labs inc', 'o1'],
    ['Globex Corporation', 'old'],
    ['Globex', 'none'],
    ['Globex Corp', 'none'],
    ['Secret Works', 'none'],
    ['Secret', 'none'],
    ['Umbrella', 'y1'],
    ['Nestle', 't1'],
    ['#h2', 'h2'],
    ['#old', 'old'],
    ['#s1', 'none'],
    ['#nobody', 'none'],
    ['Initech Ltd', 'x1'],
    ['Zzz', 'none'],
    ['', 'none'],
    ['  ', 'none'],
    ['!!!', 'none'],
    ["'; DROP TABLE accounts;--", 'none'],
  ])('%s → %s', async (typed, expected) => {
    expect(told(await findAccount(views, typed, visible))).toBe(expected);
  });

  it('a shortened name is one account as soon as it is its alias', async () => {
    const taught = nameBook([
      account('h1', '华为技术有限公司', { aliases: ['华为'] }),
      account('h2', '华为终端有限公司'),
    ]);
    expect(told(await findAccount(taught.views, '华为', () => true))).toBe('h1');
  });
});

describe('findContact', () => {
  const ofHuawei = contacts.filter((it) => it.accountId === 'h1');
  const ofNorthwind = [...contacts.filter((it) => it.accountId === 'n1'), contact('c9', 'n1', '王芳')];
  it.each([
    ['张伟', 'c1'],
    ['張偉', 'c1'],
    ['zhangwei', 'c1'],
    ['zw', 'c1'],
    ['张总', 'c1'],
    ['张总经理', 'c1'],
    ['小张', 'many c1,c2'],
    ['张', 'many c1,c2'],
    ['李经理', 'c3'],
    ['李处长', 'c3'],
    ['强', 'c3'],
    ['王总', 'none'],
    ['#c2', 'c2'],
    ['#c4', 'none'],
    ['', 'none'],
  ])('%s at Huawei → %s', (typed, expected) => {
    expect(told(findContact(typed, ofHuawei))).toBe(expected);
  });

  it.each([
    ['Alice', 'c4'],
    ['alice chen', 'c4'],
    ['ALICE', 'c4'],
    ['Mr. Smith', 'c5'],
    ['mr smith', 'c5'],
    ['Ms Chen', 'c4'],
    ['Smith', 'c5'],
    ['Alise Chen', 'none, c4?'],
    ['wangfang', 'c9'],
    ['Zed', 'none'],
  ])('%s at Northwind → %s', (typed, expected) => {
    expect(told(findContact(typed, ofNorthwind))).toBe(expected);
  });
});

describe('findContactAnywhere', () => {
  it.each([
    ['张伟', 'c1'],
    ['张总', 'c1'],
    ['Alice', 'many c4,c8'],
    ['Alice Wong', 'c8'],
    ['Carol Hidden', 'none'],
    ['Dave Old', 'none'],
    ['#c4', 'c4'],
    ['#c6', 'none'],
    ['Bob Smit', 'c5'],
    ['Bob Smiht', 'none, c5?'],
  ])('%s → %s', async (typed, expected) => {
    expect(told(await findContactAnywhere(views, typed, visible))).toBe(expected);
  });
});

describe('findMember', () => {
  it.each([
    ['AMY@example.com', 'm1'],
    ['Amy Wong', 'm1'],
    ['amy', 'm1'],
    ['fang', 'm2'],
    ['王芳', 'm2'],
    ['wangfang', 'm2'],
    ['王军', 'm4'],
    ['jun', 'm3'],
    ['#m3', 'm3'],
    ['王', 'many m2,m4'],
    ['nobody', 'none'],
  ])('%s → %s', async (typed, expected) => {
    expect(told(await findMember(views, typed))).toBe(expected);
  });
});
