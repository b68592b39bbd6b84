import type { Script } from '../plan.ts';

/** Public, so no gifts; the one who decides is against it, and we never met at the top. */
export const HOSPITAL: Script = {
  timeZone: 'Asia/Shanghai',
  plan: ({ ago, ahead, lastLunar }) => ({
    slug: 'hospital',
    language: 'zh',
    account: {
      name: '江城市第一人民医院',
      aliases: ['市一医院', '江城一院'],
      kinds: ['important'],
      owner: 'chenjing',
      backup: 'lin',
      team: ['ma'],
      festivalSets: ['china'],
      recipientClass: 'government',
      recipientRule: '公立医院，不收任何礼品；来访须在设备科登记。',
      policy: { service: '生命支持类设备两小时到场', responseHours: 2, namedContact: '马超' },
      shares: [
        { percent: 20, on: ago(390), source: '设备科台账' },
        { percent: 35, on: ago(110), low: 32, high: 38, source: '设备科台账' },
      ],
      orders: [
        { on: ago(410), amount: 120_000, currency: 'CNY', product: '冷链温控' },
        { on: ago(130), amount: 210_000, currency: 'CNY', product: '手术室机组监测' },
      ],
      contacts: [
        {
          name: '黄文博',
          title: '院长',
          department: 'executive',
          layer: 'decision',
          roles: ['decider'],
          weight: 40,
        },
        {
          name: '罗平',
          title: '设备科科长',
          department: 'technology',
          layer: 'management',
          roles: ['technical', 'coach'],
          attitude: 'support',
          weight: 25,
          reportsTo: '黄文博',
          birthday: { calendar: 'lunar', month: 4, day: 15, year: 1982, leap: true },
          levels: [{ member: 'chenjing', level: 3, on: ago(95) }],
        },
        {
          name: '唐敏',
          title: '采购办主任',
          department: 'purchasing',
          layer: 'management',
          roles: ['buyer'],
          attitude: 'neutral',
          weight: 15,
          reportsTo: '黄文博',
        },
        { name: '许娟', title: '财务科会计', department: 'finance', layer: 'operation', roles: ['finance'] },
        { name: '董莉', title: '院办干事', department: 'administration', layer: 'operation', attitude: 'accept' },
        { name: '田野', title: '药学部副主任', department: 'quality', layer: 'management', attitude: 'neutral' },
      ],
    },
    ties: [
      { ours: 'chenjing', theirs: '唐敏', theme: 'purchasing', since: 430, last: 29, every: 42 },
      { ours: ['chenjing', 'ma'], theirs: '罗平', theme: 'technology', since: 420, last: 16, every: 34 },
      { ours: 'chenjing', theirs: '许娟', theme: 'finance', since: 320, last: 72, every: 66 },
    ],
    told: [
      {
        contacts: ['罗平'],
        members: ['chenjing'],
        kind: 'visit',
        at: ago(11),
        note: '罗科长私下说黄院长觉得监测是花架子，要先看别家医院的效果。',
        nextSteps: [{ what: '约一家同级医院做现场参观', due: ahead(12), by: 'chenjing' }],
      },
      {
        contacts: ['罗平', '唐敏', '许娟', '董莉'],
        members: ['chenjing'],
        kind: 'message',
        at: lastLunar(1, 1),
        note: '春节给几位老师发了问候。',
        answered: false,
        occasion: 'spring',
      },
    ],
    views: [
      { contact: '黄文博', by: 'lin', attitude: 'neutral', ago: 250 },
      { contact: '黄文博', by: 'chenjing', attitude: 'doubt', ago: 11, source: '罗平转述' },
    ],
  }),
};
