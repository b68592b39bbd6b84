import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAmounts, findNumbers } from '../../src/language/amounts.ts';

function amounts(text: string): readonly string[] {
  return findAmounts(text).map(({ text: words, amount, currency }) => `${words}=${amount} ${currency}`);
}

describe('findAmounts', () => {
  it.each<[string, ...string[]]>([
    ['送了300元的茶叶', '300元=300 CNY'],
    ['礼物¥300', '¥300=300 CNY'],
    ['礼物￥300', '￥300=300 CNY'],
    ['合同3万', '3万=30000 null'],
    ['合同3.5万元', '3.5万元=35000 CNY'],
    ['预算1.2亿', '1.2亿=120000000 null'],
    ['CNY 300', 'CNY 300=300 CNY'],
    ['RMB300', 'RMB300=300 CNY'],
    ['花了300块', '300块=300 CNY'],
    ['花了300块钱', '300块钱=300 CNY'],
    ['gift USD 50', 'USD 50=50 USD'],
    ['gift 50 USD', '50 USD=50 USD'],
    ['a $50 gift', '$50=50 USD'],
    ['a gift of 50 dollars', '50 dollars=50 USD'],
    ['€20 and £5', '€20=20 EUR', '£5=5 GBP'],
    ['20€', '20€=20 EUR'],
    ['$1,200.50', '$1,200.50=1200.5 USD'],
    ['about 100k', '100k=100000 null'],
    // 万 by its first letter, where the money is Chinese; else watts.
    ['BYD ordered ¥30w', '¥30w=300000 CNY'],
    ['a lamp of 30w'],
    ['US$100k', 'US$100k=100000 USD'],
    ['$1.5 million', '$1.5 million=1500000 USD'],
    ['2.5m USD', '2.5m USD=2500000 USD'],
    ['3百万', '3百万=3000000 null'],
    ['300万', '300万=3000000 null'],
    ['三百万元', '三百万元=3000000 CNY'],
    ['五千元礼品', '五千元=5000 CNY'],
    ['二十万美元', '二十万美元=200000 USD'],
    ['两千万', '两千万=20000000 null'],
    ['30多万', '30多万=300000 null'],
    ['订单 200萬港幣', '200萬港幣=2000000 HKD'],
    ['３００元', '３００元=300 CNY'],
    ['订单300万元，礼物200元', '300万元=3000000 CNY', '200元=200 CNY'],
    ['100 yuan', '100 yuan=100 CNY'],
    ['报价300w', '300w=3000000 null'],
    ['€1.000,50', '€1.000,50=1000.5 EUR'],
    ['JPY 5000', 'JPY 5000=5000 JPY'],
  ])('%s', (text, ...expected) => {
    expect(amounts(text)).toEqual(expected);
  });

  it.each([
    '聊了二期预算',
    '3个人',
    '300万人',
    'Boeing 737',
    '11月3日',
    '份额68%',
    'version 2.0',
    '3 people',
    '三元里',
    '2027元旦',
    'Q3',
    '5 m cable',
    '10kg',
    '万科的张总',
    '一块儿去',
    '千万别忘了',
    '百度',
    '三五万',
    'a 300w lamp',
    '4K电视',
    '',
  ])('%j has none', (text) => {
    expect(amounts(text)).toEqual([]);
  });
});

function numbers(text: string): readonly string[] {
  return findNumbers(text).map(({ text: words, value, percent }) => `${words}=${value}${percent ? '%' : ''}`);
}

describe('findNumbers', () => {
  it.each<[string, ...string[]]>([
    ['68', '68=68'],
    ['份额68%', '68%=68%'],
    ['份额 68 %', '68 %=68%'],
    ['份额６８％', '６８％=68%'],
    ['-1', '-1=-1'],
    ['−1', '−1=-1'],
    ['+5', '+5=5'],
    ['share 12.345', '12.345=12.345'],
    ['share 100.01', '100.01=100.01'],
    ['42 percent', '42 percent=42%'],
    ['1,200', '1,200=1200'],
    ['30-40%', '30=30', '40%=40%'],
    ['30%到40%', '30%=30%', '40%=40%'],
    ['百分之六十八', '百分之六十八=68%'],
    ['百分之68.5', '百分之68.5=68.5%'],
    ['百分之十二点五', '百分之十二点五=12.5%'],
    ['占六成', '六成=60%'],
    ['占八成五', '八成五=85%'],
    ['占三成半', '三成半=35%'],
    ['Share of Northwind is 42.5% now', '42.5%=42.5%'],
    ['300, 400', '300=300', '400=400'],
  ])('%s', (text, ...expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it.each(['abc', 'Q3', 'v2', '3rd', '1.2.3', '', '二期', '成功', '八成功'])('%j has none', (text) => {
    expect(numbers(text)).toEqual([]);
  });
});

it('stretches are in order, apart, and quote the text', () => {
  const words = fc.constantFrom(...'3 .5 , 万 亿 元 k % ¥ $ 百分之 六 成 八 十 USD dollars - 多'.split(' '), ' ');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 20 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      for (const found of [findAmounts(given), findNumbers(given)]) {
        let free = 0;
        for (const mention of found) {
          expect(mention.start).toBeGreaterThanOrEqual(free);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.text).toBe(given.slice(mention.start, mention.end));
          free = mention.end;
        }
      }
    }),
    { numRuns: 1000 },
  );
});
