import { next } from '../../src/commands/next.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';
import type { Account, Contact, Member } from '../../src/domain/records.ts';
import type { CommandWords, FieldType, FieldWords, LanguageContext } from '../../src/language/types.ts';
import { account, contact, member, nameBook } from './name-book.ts';

/** A small book in memory, and the commands, to understand sentences against. Today is Saturday, 2026-11-21. */

export const accounts: readonly Account[] = [
  account('a-hw', '华为技术有限公司', { aliases: ['华为'] }),
  account('a-nw', 'Northwind'),
  account('a-nt', 'Northwind Traders'),
  account('a-ol', 'Orbit Labs'),
  account('a-cm', '中国移动通信集团', { aliases: ['中国移动', '移动'] }),
  account('a-be', '宏达电子（北京）有限公司', { aliases: ['宏达'] }),
  account('a-bs', '宏达电子（上海）有限公司', { aliases: ['宏达'] }),
];
const contacts: readonly Contact[] = [
  contact('c-zw', 'a-hw', '张伟', '采购总监'),
  contact('c-lm', 'a-hw', '李敏', '会计'),
  contact('c-wf', 'a-hw', '吴芳'),
  contact('c-ac', 'a-nw', 'Alice Chen', 'CFO'),
  contact('c-bs', 'a-nw', 'Bob Smith'),
  contact('c-dj', 'a-nt', 'Dora Jones'),
  contact('c-ep', 'a-ol', 'Eric Park'),
  contact('c-cj', 'a-cm', '陈静'),
];
const members: readonly Member[] = [
  member('m-me', 'liuyang', '刘洋'),
  member('m-wf', 'wangfang', '王芳'),
  member('m-zz', 'zhao', '赵总'),
  member('m-tl', 'tom', 'Tom Lee'),
];

const { views } = nameBook(accounts, contacts, members);

type Extra = Partial<Pick<FieldWords, 'choices' | 'bias' | 'positional' | 'free'>>;

const field = (name: string, type: FieldType, labels: readonly string[] = [], extra: Extra = {}): FieldWords => ({
  name,
  type,
  labels: [name.toLowerCase(), ...labels],
  positional: extra.positional ?? true,
  ...(extra.choices ? { choices: extra.choices } : {}),
  ...(extra.bias ? { bias: extra.bias } : {}),
  ...(extra.free ? { free: true } : {}),
});
const named = { positional: false };
const free = { free: true };
const choices = (words: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(words).map(([value, more]) => ({ value, words: [value, ...more] }));

const kinds = choices({
  visit: ['拜访'],
  call: ['电话'],
  meeting: ['会议'],
  meal: ['吃饭'],
  gift: ['礼物'],
  note: ['备注'],
});
const departments = choices({ purchasing: ['采购'], finance: ['财务'], technology: ['技术'], executive: ['高层'] });
const layers = choices({ decision: ['决策层', '决策'], management: ['管理层'], operation: ['操作层'] });
const levels = choices({
  greeting: ['打招呼', '1'],
  facts: ['事实', '2'],
  views: ['观点', '3'],
  interests: ['兴趣爱好', '4'],
  values: ['价值观', '5'],
});
const theAccount = field('account', 'account', ['客户']);

const commands: readonly CommandWords[] = [
  ...wordsOfCommands([next]),
  {
    name: 'log',
    words: ['log', '记录'],
    fields: [
      theAccount,
      field('contacts', 'contacts', ['联系人', 'contact']),
      field('members', 'members', ['成员']),
      field('kind', 'choice', ['类型', '方式'], { choices: kinds }),
      field('date', 'day', ['日期', 'on'], { bias: 'past' }),
      field('note', 'text', ['备注', '内容'], free),
      field('answered', 'switch', ['回复'], named),
      field('nextSteps', 'text', ['next', '下一步'], named),
      field('signals', 'choices', ['信号'], { ...named, choices: choices({ guarantee: ['保证'], extras: ['赠品'] }) }),
      field('value', 'money', ['金额'], named),
      field('occasion', 'text', ['场合'], named),
    ],
  },
  {
    name: 'stage',
    words: ['stage', '阶段'],
    fields: [theAccount, field('at', 'day', ['时间', 'on'], { bias: 'past' })],
  },
  {
    name: 'share',
    words: ['share', '份额'],
    fields: [
      theAccount,
      field('percent', 'number', ['份额', '百分比']),
      field('low', 'number', ['最低'], named),
      field('high', 'number', ['最高'], named),
      field('ceiling', 'number', ['上限'], named),
      field('source', 'text', ['来源'], named),
      field('on', 'day', ['日期'], { bias: 'past' }),
    ],
  },
  {
    name: 'last',
    words: ['last', '上次'],
    fields: [theAccount, field('contact', 'contact', ['联系人']), field('member', 'member', ['成员'])],
  },
  { name: 'account', words: ['account', '客户'], fields: [theAccount, field('owner', 'member', ['负责人'], named)] },
  {
    name: 'contact',
    words: ['contact', '联系人'],
    fields: [
      theAccount,
      field('contact', 'contact', ['姓名', 'name']),
      field('department', 'choice', ['部门'], { choices: departments }),
      field('layer', 'choice', ['层级'], { choices: layers }),
      field('title', 'text', ['职务'], named),
    ],
  },
  {
    name: 'member',
    words: ['member', '成员'],
    fields: [
      field('member', 'member', ['姓名']),
      field('console', 'switch', ['控制台']),
      field('role', 'text', ['角色'], named),
    ],
  },
  {
    name: 'fact',
    words: ['fact', '事实'],
    fields: [
      theAccount,
      field('kind', 'choice', ['类型'], { choices: choices({ integration: ['融合'], alliance: ['联盟'] }) }),
      field('from', 'day', ['从'], { bias: 'past' }),
      field('to', 'day', ['到'], { bias: 'future' }),
      field('what', 'text', ['内容'], free),
    ],
  },
  {
    name: 'order',
    words: ['order', '订单'],
    fields: [
      theAccount,
      field('on', 'day', ['日期'], { bias: 'past' }),
      field('amount', 'number', ['金额']),
      field('currency', 'text', ['币种'], named),
      field('product', 'text', ['产品'], free),
    ],
  },
  {
    name: 'level',
    words: ['level', '层次'],
    fields: [
      theAccount,
      field('contact', 'contact', ['联系人']),
      field('member', 'member', ['成员']),
      field('level', 'choice', ['层次'], { choices: levels }),
    ],
  },
  {
    name: 'pin',
    words: ['pin', '固定'],
    fields: [
      theAccount,
      field('target', 'choice', ['对象'], { choices: choices({ step: ['台阶'], stage: ['阶段'] }) }),
      field('value', 'text', ['值'], free),
      field('until', 'day', ['至'], { bias: 'future' }),
      field('reason', 'text', ['理由']),
    ],
  },
  {
    name: 'settings',
    words: ['settings', '设置'],
    fields: [field('key', 'text', ['键']), field('value', 'text', ['值'])],
  },
  { name: 'undo', words: ['undo', '撤销'], fields: [] },
  { name: 'help', words: ['help', '帮助'], fields: [] },
  { name: 'me', words: ['me', '我'], fields: [] },
];

/** The context of a sentence typed by 刘洋 on 2026-11-21 in Shanghai. */
export const context: LanguageContext = {
  views,
  commands,
  now: Date.parse('2026-11-21T10:00:00+08:00'),
  zone: 'Asia/Shanghai',
  today: '2026-11-21',
  memberId: 'm-me',
  visible: () => true,
};
