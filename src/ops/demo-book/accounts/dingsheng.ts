import type { Script } from '../plan.ts';

/** Everything hangs on one of theirs, and nobody ever asked what share of the spend is ours. */
export const DINGSHENG: Script = {
  timeZone: 'Asia/Shanghai',
  plan: ({ ago, ahead }) => ({
    slug: 'dingsheng',
    language: 'zh',
    account: {
      name: '鼎盛物流',
      aliases: ['鼎盛'],
      kinds: ['economic'],
      owner: 'lin',
      backup: 'chenjing',
      team: ['ma'],
      festivalSets: ['china'],
      recipientClass: 'private',
      orders: [
        { on: ago(360), amount: 76_000, currency: 'CNY', product: '冷藏车温控' },
        { on: ago(95), amount: 54_000, currency: 'CNY', product: '冷库温控' },
      ],
      contacts: [
        {
          name: '魏强',
          title: '运营总监',
          department: 'logistics',
          layer: 'management',
          roles: ['decider', 'user'],
          attitude: 'accept',
          weight: 50,
          tastes: '川菜，羽毛球',
          birthday: { calendar: 'lunar', month: 12, day: 30, year: 1980 },
          levels: [{ member: 'lin', level: 4, on: ago(130) }],
        },
        { name: '苏婷', title: '财务', department: 'finance', layer: 'operation', roles: ['finance'] },
        { name: '叶凡', title: '采购', department: 'purchasing', layer: 'operation', roles: ['buyer'], weight: 10 },
        { name: '侯亮', title: '车队长', department: 'operations', layer: 'operation', attitude: 'support' },
      ],
    },
    ties: [
      { ours: 'lin', theirs: '魏强', theme: 'operations', since: 400, last: 17, every: 24 },
      { ours: 'ma', theirs: '魏强', theme: 'operations', since: 330, last: 43, every: 55 },
      { ours: 'lin', theirs: '侯亮', theme: 'operations', since: 390, last: 245, every: 44 },
    ],
    told: [
      {
        contacts: ['魏强'],
        members: ['lin'],
        kind: 'meal',
        at: ago(9),
        note: '和魏总吃饭，他说今年温控这块花了不少，具体多少要问财务，可以帮我们引见苏婷。',
        nextSteps: [{ what: '请魏总引见苏婷，问清全年温控支出', due: ago(1), by: 'lin' }],
      },
      {
        contacts: ['魏强'],
        members: ['lin'],
        kind: 'call',
        at: ago(3),
        note: '魏总问能不能多送两个探头，量不大，主要是给新库试用。',
        signals: ['extras'],
        nextSteps: [{ what: '回复探头试用的事', due: ahead(3), by: 'lin' }],
      },
    ],
  }),
};
