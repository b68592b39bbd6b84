import type { Script } from '../plan.ts';

/** Gone quiet: no link is active any more, and the share has just fallen. */
export const HAILAN: Script = {
  timeZone: 'Asia/Shanghai',
  plan: ({ ago, ahead }) => ({
    slug: 'hailan',
    language: 'zh',
    account: {
      name: '海蓝水产',
      aliases: ['海蓝'],
      kinds: ['economic'],
      owner: 'lin',
      festivalSets: ['china', 'japan', 'south-korea'],
      recipientClass: 'private',
      shares: [
        { percent: 55, on: ago(370), source: '年度复盘' },
        { percent: 38, on: ago(5), source: '到货统计' },
      ],
      orders: [{ on: ago(450), amount: 145_000, currency: 'CNY', product: '冷冻线温控' }],
      contacts: [
        {
          name: '蒋大海',
          title: '董事长',
          department: 'executive',
          layer: 'decision',
          roles: ['decider'],
          attitude: 'accept',
          weight: 60,
          levels: [{ member: 'lin', level: 3, on: ago(320) }],
        },
        {
          name: '蔡琴',
          title: '采购经理',
          department: 'purchasing',
          layer: 'management',
          roles: ['buyer'],
          attitude: 'neutral',
          weight: 20,
        },
        { name: '段鹏', title: '冷库主管', department: 'operations', layer: 'operation', roles: ['user'], weight: 5 },
      ],
    },
    ties: [
      { ours: 'lin', theirs: '蒋大海', theme: 'executive', since: 520, last: 232, every: 60 },
      { ours: 'lin', theirs: '蔡琴', theme: 'purchasing', since: 540, last: 205, every: 34 },
      { ours: 'ma', theirs: '段鹏', theme: 'operations', since: 500, last: 260, every: 45 },
    ],
    told: [
      {
        contacts: ['蔡琴'],
        members: ['lin'],
        kind: 'message',
        at: ago(26),
        note: '微信问候，顺便问了下半年的采购安排，还没有回。',
        answered: false,
      },
      {
        contacts: [],
        members: ['lin'],
        kind: 'note',
        at: ago(4),
        note: '到货统计出来了，份额掉了一截，听说蔡经理在用另一家的温控。',
        nextSteps: [{ what: '登门拜访蒋董，弄清原因', due: ahead(5), by: 'lin' }],
      },
    ],
  }),
};
