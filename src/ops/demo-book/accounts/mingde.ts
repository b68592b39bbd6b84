import type { Script } from '../plan.ts';

/** Nothing sold yet, and nobody known who could decide. */
export const MINGDE: Script = {
  timeZone: 'Asia/Shanghai',
  plan: ({ ago, ahead }) => ({
    slug: 'mingde',
    language: 'zh',
    account: {
      name: '明德大学',
      aliases: ['明大'],
      kinds: ['important'],
      owner: 'lin',
      festivalSets: ['china'],
      recipientClass: 'government',
      recipientRule: '公办高校，不收礼品。',
      shares: [{ percent: 0, on: ago(75), source: '首次拜访' }],
      contacts: [
        {
          name: '潘志明',
          title: '实验中心教授',
          department: 'technology',
          layer: 'operation',
          roles: ['user'],
          attitude: 'accept',
          weight: 10,
          levels: [{ member: 'lin', level: 2, on: ago(60) }],
        },
        {
          name: '杜鹃',
          title: '招采中心科员',
          department: 'purchasing',
          layer: 'operation',
          roles: ['initiator'],
          attitude: 'neutral',
        },
        { name: '余晓燕', title: '国资处老师', department: 'administration', layer: 'operation' },
      ],
    },
    ties: [
      { ours: 'lin', theirs: '潘志明', theme: 'technology', since: 210, last: 24, every: 32 },
      { ours: 'lin', theirs: '杜鹃', theme: 'office', since: 160, last: 58, every: 48 },
    ],
    told: [
      {
        contacts: ['潘志明'],
        members: ['lin'],
        kind: 'meeting',
        at: ago(4),
        note: '潘教授说实验楼明年更新设备，经费由国资处批，具体谁拍板他也不清楚。',
        nextSteps: [{ what: '打听国资处谁管设备更新', due: ahead(8), by: 'lin' }],
        signals: ['new-question'],
      },
    ],
  }),
};
