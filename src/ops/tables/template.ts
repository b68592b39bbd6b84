import type { Language } from '../../domain/vocabulary.ts';
import type { TableKind } from '../../ports/transfer.ts';
import { REQUIRED, type TableField, WRITTEN } from './fields.ts';
import { headerIn } from './headers.ts';
import { type Cell, type WrittenFormat, writeTable } from './write-table.ts';

type Example = Partial<Record<TableField, Cell>>;

const DAY: Cell = { day: '2026-11-03' };

const EXAMPLES: Readonly<Record<Language, Readonly<Record<TableKind, Example>>>> = {
  zh: {
    accounts: {
      account: '示例科技有限公司',
      aliases: '示例科技；示例',
      kinds: '战略大客户',
      owner: 'wang@example.com',
      recipientClass: '民营企业',
    },
    contacts: {
      account: '示例科技有限公司',
      contact: '张伟',
      title: '采购总监',
      department: '采购',
      layer: '管理层',
      roles: '采购者；影响者',
      attitude: '支持',
      state: '在任',
      email: 'zhangwei@example.com',
      phone: '13800138000',
      birthday: '04-12',
      levels: 'wang@example.com 3',
    },
    interactions: {
      account: '示例科技有限公司',
      people: '张伟',
      members: 'wang@example.com',
      date: DAY,
      kind: '拜访',
      note: '谈了二期预算',
      nextStep: '发报价',
      nextDue: '2026-11-10',
    },
    shares: { account: '示例科技有限公司', date: DAY, percent: 35, source: '采购部口头确认' },
    orders: { account: '示例科技有限公司', date: DAY, amount: 1200000, currency: 'CNY', product: '服务器' },
    facts: { account: '示例科技有限公司', kind: '融合事项', what: '联合开发测试平台', date: DAY },
  },
  en: {
    accounts: {
      account: 'Example Industries Ltd',
      aliases: 'Example; Example Ind',
      kinds: 'strategic',
      owner: 'ann@example.com',
      recipientClass: 'private',
    },
    contacts: {
      account: 'Example Industries Ltd',
      contact: 'Jane Smith',
      title: 'Head of Purchasing',
      department: 'purchasing',
      layer: 'management layer',
      roles: 'buyer; influencer',
      attitude: 'supports',
      state: 'in post',
      email: 'jane.smith@example.com',
      phone: '+44 20 7946 0000',
      birthday: '04-12',
      levels: 'ann@example.com 3',
    },
    interactions: {
      account: 'Example Industries Ltd',
      people: 'Jane Smith',
      members: 'ann@example.com',
      date: DAY,
      kind: 'visit',
      note: 'Talked about the budget for phase two',
      nextStep: 'Send the quote',
      nextDue: '2026-11-10',
    },
    shares: { account: 'Example Industries Ltd', date: DAY, percent: 35, source: 'said by purchasing' },
    orders: { account: 'Example Industries Ltd', date: DAY, amount: 120000, currency: 'EUR', product: 'Servers' },
    facts: { account: 'Example Industries Ltd', kind: 'integration', what: 'Joint test platform', date: DAY },
  },
};

/** Needed in every row beside what a table cannot be known without. */
const ALSO_NEEDED: Readonly<Record<TableKind, readonly TableField[]>> = {
  accounts: [],
  contacts: ['account'],
  interactions: ['kind'],
  shares: ['date'],
  orders: [],
  facts: ['date'],
};

/** An empty table to fill in: our headers, an asterisk at what must be there, and one row as an example. */
export function tableTemplate(kind: TableKind, language: Language, format: WrittenFormat): Promise<Uint8Array> {
  const fields = WRITTEN[kind].filter((field) => field !== 'id');
  const alone = REQUIRED[kind].flatMap((needed) =>
    needed.length === 1 || kind === 'contacts' ? needed.slice(0, 1) : [],
  );
  const needed = new Set([...alone, ...ALSO_NEEDED[kind]]);
  const headers = fields.map((field) => `${headerIn(language, kind, field)}${needed.has(field) ? '*' : ''}`);
  const example = EXAMPLES[language][kind];
  return writeTable(headers, [fields.map((field) => example[field])], format);
}
