import type { Script } from '../plan.ts';

/** Nearly the name of another account, and all in one pair of hands, none of it at the top. */
export const HUAXIN_SHANGHAI: Script = {
  timeZone: 'Asia/Shanghai',
  plan: ({ ago, ahead }) => ({
    slug: 'huaxin-shanghai',
    language: 'zh',
    account: {
      name: '华信科技（上海）',
      aliases: ['华信上海'],
      kinds: ['economic'],
      owner: 'chenjing',
      festivalSets: ['china'],
      recipientClass: 'private',
      shares: [
        { percent: 0, on: ago(380), source: '首次摸底' },
        { percent: 18, on: ago(140), source: '客户口述' },
      ],
      orders: [{ on: ago(150), amount: 38_000, currency: 'CNY', product: '试点二十个测点' }],
      contacts: [
        {
          name: '郭志远',
          title: '总经理',
          department: 'executive',
          layer: 'decision',
          roles: ['decider'],
          weight: 60,
        },
        {
          name: '徐峰',
          title: '采购专员',
          department: 'purchasing',
          layer: 'operation',
          roles: ['buyer'],
          attitude: 'accept',
          weight: 10,
          reportsTo: '郭志远',
          levels: [{ member: 'chenjing', level: 2, on: ago(90) }],
        },
        {
          name: '何敏',
          title: '信息部经理',
          department: 'technology',
          layer: 'management',
          roles: ['technical', 'user'],
          attitude: 'neutral',
          weight: 15,
          reportsTo: '郭志远',
        },
        { name: '姚倩', title: '前台行政', department: 'administration', layer: 'operation' },
      ],
    },
    ties: [
      { ours: 'chenjing', theirs: '徐峰', theme: 'purchasing', since: 380, last: 19, every: 40 },
      { ours: 'chenjing', theirs: '何敏', theme: 'technology', since: 260, last: 47, every: 45 },
      { ours: 'chenjing', theirs: '姚倩', theme: 'office', since: 330, last: 210, every: 50 },
    ],
    told: [
      {
        contacts: ['徐峰'],
        members: ['chenjing'],
        kind: 'call',
        at: ago(6),
        note: '徐峰说郭总下月有半天空，想听听试点的结果，让我准备十分钟。',
        nextSteps: [{ what: '约郭总见面，带上试点数据', due: ahead(9), by: 'chenjing' }],
        signals: ['new-question'],
      },
    ],
  }),
};
