import type { Account, Contact, Day, Trait, TraitField, TraitValues } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import { contactOn } from '../domain/traits.ts';
import { FESTIVALS } from '../domain/vocabulary.ts';
import { formatDay, formatList } from '../i18n/format.ts';
import type { Repositories } from '../ports/store.ts';
import { answer, buttons, fieldsOf, maySayPersonal, refuse, undoButton } from './answer.ts';
import { birthdayField, birthdayText } from './birthday-field.ts';
import { bookContact } from './book-shapes.ts';
import {
  actionField,
  attitudeField,
  contactStateField,
  departmentField,
  layerField,
  procurementRolesField,
} from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import { momentNow } from './moments.ts';
import { choicesField, dayField, numberField, textField } from './plain-fields.ts';
import { accountField, contactField } from './reference-fields.ts';

const fields = {
  account: positional(accountField()),
  contact: positional(contactField()),
  action: hidden(positional(actionField(['add'], { add: ['新增', '添加', '新建', 'new'] }))),
  name: textField(200),
  title: textField(200),
  department: departmentField(),
  layer: layerField(),
  roles: procurementRolesField(),
  attitude: attitudeField(),
  weight: numberField({ least: 0, most: 100, decimals: 0 }),
  state: contactStateField(),
  on: dayField('past', true),
  source: textField(200),
  successor: contactField(),
  reportsTo: contactField(),
  email: textField(200),
  phone: textField(60),
  tastes: textField(1000),
  taboos: textField(1000),
  birthday: birthdayField(),
  optOut: choicesField(
    FESTIVALS,
    () => Object.fromEntries(FESTIVALS.map((key) => [key, key])) as Record<(typeof FESTIVALS)[number], string>,
    FESTIVALS.map((value) => ({ value, words: [value] })),
  ),
};
type ContactArgs = Args<typeof fields>;
type Input = Readonly<Record<string, unknown>>;

const TRAITS = ['department', 'layer', 'roles', 'attitude', 'weight', 'state'] as const satisfies readonly TraitField[];

export const contact = defineCommand({
  name: 'contact',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['联系人'],
      summary: '查看、添加或修改联系人',
      fields: {
        account: '客户',
        contact: '联系人',
        action: '操作',
        name: '姓名',
        title: '职务',
        department: '部门',
        layer: '层级',
        roles: '采购角色',
        attitude: '态度',
        weight: '权重',
        state: '状态',
        on: '自',
        source: '来源',
        successor: '继任',
        reportsTo: '上级',
        email: '邮箱',
        phone: '电话',
        tastes: '喜好',
        taboos: '忌讳',
        birthday: '生日',
        optOut: '不祝贺',
      },
      examples: ['联系人 华为 张伟', '新增联系人 李敏 客户=华为 部门=财务 层级=管理层', '联系人 华为 张伟 态度=支持'],
    },
    en: {
      aliases: ['contacts'],
      summary: 'See, add or change a contact',
      fields: {
        account: 'account',
        contact: 'contact',
        action: 'action',
        name: 'name',
        title: 'title',
        department: 'department',
        layer: 'layer',
        roles: 'roles',
        attitude: 'attitude',
        weight: 'weight',
        state: 'state',
        on: 'since',
        source: 'source',
        successor: 'successor',
        reportsTo: 'reports to',
        email: 'email',
        phone: 'phone',
        tastes: 'tastes',
        taboos: 'taboos',
        birthday: 'birthday',
        optOut: 'opt out',
      },
      examples: [
        'contact Alice at Northwind',
        'add contact "Ann Lee" account=Northwind department=finance',
        'contact Northwind Alice attitude=support',
      ],
    },
  },
  phrases: [
    {
      words: [
        'contact add',
        'add contact',
        'new contact',
        '新增联系人',
        '添加联系人',
        '新建联系人',
        '联系人 新增',
        '联系人 添加',
      ],
      preset: { action: 'add' },
      positional: ['account', 'name'],
    },
  ],
  alsoNeeds: ({ action, account, contact: one }) => {
    if (action === 'add') return ['account', 'name'];
    return account === undefined && one === undefined ? ['account'] : [];
  },
  rights: (args) => (args.account && isWrite(args) ? [{ right: 'write', account: args.account }] : []),
  async run(args, context, input) {
    if (args.account === undefined)
      return refuse('missing-argument', context.messages.errors.missing([context.messages.answers.column.account]));
    if (args.action === 'add') return addContact(args, args.account, context, input);
    if (args.contact === undefined) return listContacts(args.account, context, input);
    if (!isWrite(args)) return show(args.contact, args.account, context, input, null);
    const { account } = args;
    const changed = apply(args.contact, args);
    const fault = await faultOf(changed, account, context);
    if (fault) return refuse('conflict', fault);
    const day = args.on ?? momentNow(account, context).day;
    const { changeId } = await context.record(input, async (repositories) => {
      await repositories.update('contact', changed);
      await noteTraits(changed, args, day, context, repositories);
    });
    return show(changed, account, context, input, changeId);
  },
});

function isWrite({ account: _, contact: __, ...rest }: ContactArgs): boolean {
  return Object.values(rest).some((given) => given !== undefined);
}

async function addContact(args: ContactArgs, account: Account, context: CommandContext, input: Input) {
  const fresh: Contact = {
    id: context.newId(),
    accountId: account.id,
    name: args.name ?? '',
    title: null,
    email: null,
    phone: null,
    tastes: null,
    taboos: null,
    optOut: [],
    reportsToId: null,
    successorId: null,
    birthday: null,
    createdAt: context.now,
  };
  const added = apply(fresh, args);
  const fault = await faultOf(added, account, context);
  if (fault) return refuse('conflict', fault);
  const understood = { ...input, contact: added.name };
  const { changeId } = await context.record(understood, async (repositories) => {
    await repositories.insert('contact', added);
    // What is said of somebody new held from the beginning, unless a day was named.
    await noteTraits(added, args, args.on ?? null, context, repositories);
  });
  return show(added, account, context, understood, changeId);
}

function apply(before: Contact, args: ContactArgs): Contact {
  return {
    ...before,
    name: args.name ?? before.name,
    title: args.title ?? before.title,
    email: args.email ?? before.email,
    phone: args.phone ?? before.phone,
    tastes: args.tastes ?? before.tastes,
    taboos: args.taboos ?? before.taboos,
    birthday: args.birthday ?? before.birthday,
    optOut: args.optOut ?? before.optOut,
    successorId: args.successor?.id ?? before.successorId,
    reportsToId: args.reportsTo?.id ?? before.reportsToId,
  };
}

async function faultOf(wanted: Contact, account: Account, context: CommandContext): Promise<string | undefined> {
  const others = (await context.views.ofAccount('contact', account.id)).filter(({ id }) => id !== wanted.id);
  const { errors } = context.messages;
  if (others.some(({ name }) => foldName(name) === foldName(wanted.name)))
    return errors.contactTaken(wanted.name, account.name);
  const byId = new Map(others.map((one) => [one.id, one]));
  const seen = new Set<string>();
  for (
    let above = wanted.reportsToId;
    above !== null && !seen.has(above);
    above = byId.get(above)?.reportsToId ?? null
  ) {
    if (above === wanted.id) return errors.circle(wanted.name);
    seen.add(above);
  }
  return undefined;
}

/** Dated views are added to, never overwritten; a second one of the same day replaces the first. */
async function noteTraits(
  of: Contact,
  args: ContactArgs,
  day: Day | null,
  context: CommandContext,
  repositories: Repositories,
): Promise<void> {
  const known = (await repositories.ofAccount('trait', of.accountId)).filter(({ contactId }) => contactId === of.id);
  for (const field of TRAITS) {
    const value: TraitValues[typeof field] | undefined = args[field];
    if (value === undefined) continue;
    const same = known.find((one) => one.field === field && one.on === day);
    const trait = {
      id: same?.id ?? context.newId(),
      accountId: of.accountId,
      contactId: of.id,
      field,
      value,
      on: day,
      authorId: context.caller.member.id,
      source: args.source ?? null,
      recordedAt: context.now,
    } as Trait;
    await (same ? repositories.update('trait', trait) : repositories.insert('trait', trait));
  }
}

async function listContacts(account: Account, context: CommandContext, input: Input) {
  const contacts = await context.views.ofAccount('contact', account.id);
  const traits = await context.views.ofAccount('trait', account.id);
  const { answers, words, forms } = context.messages;
  const { day } = momentNow(account, context);
  const rows = contacts.map((one) => {
    const { department, layer, state } = contactOn(one, traits, day);
    return [
      one.name,
      one.title ?? '',
      department ? words.department[department] : '',
      layer ? words.layer[layer] : '',
      words.contactState[state],
    ];
  });
  const { column } = answers;
  return answer({
    title: answers.contactsOf(account.name, contacts.length),
    data: { contacts: contacts.map(({ id, name }) => ({ id, name })) },
    input,
    blocks: [
      ...(rows.length === 0
        ? []
        : ([
            {
              kind: 'table',
              columns: [column.name, column.title, column.department, column.layer, column.state].map((label) => ({
                label,
              })),
              rows,
            },
          ] as const)),
      ...buttons({
        label: forms.addContact,
        press: { command: 'contact', args: { action: 'add', account: `#${account.id}` } },
      }),
    ],
  });
}

async function show(one: Contact, account: Account, context: CommandContext, input: Input, changeId: string | null) {
  const personal = await maySayPersonal(account, context);
  const book = await bookContact(one, account, personal, context);
  const { words, answers } = context.messages;
  const { column } = answers;
  return answer({
    title: `${one.name} · ${account.name}`,
    audience: personal ? 'asker' : 'members',
    data: book,
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...fieldsOf([
        [column.title, one.title],
        [column.department, book.department ? words.department[book.department] : null],
        [column.layer, book.layer ? words.layer[book.layer] : null],
        [
          column.roles,
          formatList(
            book.roles.map((role) => words.procurementRole[role]),
            context.language,
          ),
        ],
        [column.attitude, book.attitude ? words.attitude[book.attitude] : null],
        [column.weight, book.weight === null ? null : String(book.weight)],
        [column.state, words.contactState[book.state]],
        [column.since, book.stateOn ? formatDay(book.stateOn, context.language) : null],
        [column.successor, book.successor],
        [column.reportsTo, book.reportsTo],
        [column.email, one.email],
        [column.phone, one.phone],
        [column.tastes, personal ? one.tastes : null],
        [column.taboos, personal ? one.taboos : null],
        [column.birthday, personal && one.birthday ? birthdayText(one.birthday, context.messages) : null],
      ]),
      ...undoButton(context, changeId),
    ],
  });
}
