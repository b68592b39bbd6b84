import { addDays, dayOf } from '../domain/days.ts';
import type { Day, Instant, Member } from '../domain/records.ts';

/**
 * A small book to try things with: one Chinese and one western account, told relative to the moment, both owned by the member
 * who asked for it. Two colleagues come with it, so that pairs and executives can be seen at work.
 */
export function sampleBook(owner: Member, now: Instant) {
  const today = dayOf(now, owner.timeZone);
  const ago = (days: number): Day => addDays(today, -days);
  const ahead = (days: number): Day => addDays(today, days);
  const colleague = { role: 'member', timeZone: owner.timeZone, language: owner.language } as const;
  const { key } = owner;
  return {
    version: 1,
    members: [
      { key: 'zhao', name: '赵岚', function: 'executive', ...colleague, role: 'manager' },
      { key: 'qian', name: '钱进', function: 'finance', ...colleague },
    ],
    accounts: [
      {
        name: '华为技术有限公司',
        aliases: ['华为', 'Huawei'],
        kinds: ['economic', 'strategic'],
        owner: key,
        team: ['zhao', 'qian'],
        timeZone: 'Asia/Shanghai',
        shares: [
          { percent: 35, on: ago(420), source: '年度复盘' },
          { percent: 55, on: ago(40), ceiling: 85, source: '财务表' },
        ],
        orders: [{ on: ago(500), amount: 80000, currency: 'CNY', product: '一期设备' }],
        facts: [{ kind: 'integration', what: '联合开发测试平台', from: ago(90) }],
        contacts: [
          {
            name: '张伟',
            title: '采购总监',
            department: 'purchasing',
            layer: 'management',
            roles: ['buyer'],
            attitude: 'accept',
            weight: 20,
            levels: [{ member: key, level: 3, on: ago(60) }],
          },
          {
            name: '李敏',
            title: '会计',
            department: 'finance',
            layer: 'operation',
            roles: ['finance'],
            attitude: 'neutral',
            weight: 10,
          },
          {
            name: '陈总',
            title: '副总裁',
            department: 'executive',
            layer: 'decision',
            roles: ['decider'],
            attitude: 'support',
            weight: 50,
            levels: [{ member: 'zhao', level: 4, on: ago(30) }],
          },
          {
            name: '刘工',
            title: '测试主管',
            department: 'technology',
            layer: 'management',
            roles: ['technical'],
            attitude: 'doubt',
            weight: 20,
            birthday: { calendar: 'lunar', month: 8, day: 15 },
          },
        ],
      },
      {
        name: 'Northwind Traders',
        aliases: ['Northwind'],
        kinds: ['economic'],
        owner: key,
        timeZone: 'America/New_York',
        orders: [{ on: ago(70), amount: 12000, currency: 'USD', product: 'pilot' }],
        contacts: [
          {
            name: 'Alice Chen',
            title: 'Head of Purchasing',
            department: 'purchasing',
            layer: 'management',
            roles: ['buyer'],
            attitude: 'accept',
            weight: 30,
          },
          {
            name: 'Bob Smith',
            title: 'CTO',
            department: 'technology',
            layer: 'decision',
            roles: ['decider', 'technical'],
            attitude: 'neutral',
            weight: 50,
          },
        ],
      },
    ],
    interactions: [
      {
        account: '华为',
        contacts: ['张伟'],
        members: [key],
        kind: 'visit',
        at: ago(9),
        note: '聊了二期预算，财务还没有批',
        nextSteps: [{ what: '给二期方案', due: ahead(4), by: key }],
      },
      {
        account: '华为',
        contacts: ['刘工'],
        members: [key],
        kind: 'training',
        at: ago(25),
        note: '给测试部做了一天培训，反馈不错',
      },
      {
        account: '华为',
        contacts: ['陈总'],
        members: ['zhao'],
        kind: 'meal',
        at: ago(30),
        note: '两家高层吃饭，谈到联合实验室',
      },
      {
        account: '华为',
        contacts: ['李敏'],
        members: ['qian'],
        kind: 'call',
        at: ago(176),
        note: '对账，说明开票流程',
      },
      {
        account: 'Northwind',
        contacts: ['Alice Chen'],
        members: [key],
        kind: 'meeting',
        at: ago(12),
        note: 'Went through the pilot results; she wants a quote for phase two',
        nextSteps: [{ what: 'send the quote', due: ahead(3), by: key }],
      },
      {
        account: 'Northwind',
        contacts: ['Bob Smith'],
        members: [key],
        kind: 'email',
        at: ago(5),
        note: 'Sent him the architecture paper',
        answered: false,
      },
    ],
  };
}
