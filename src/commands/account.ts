import { startOfDay } from '../domain/days.ts';
import type { Account } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import { isZone } from '../domain/zones.ts';
import { nameKey } from '../language/names.ts';
import { likeAccounts } from '../services/duplicates.ts';
import { cadenceField, cadenceText, festivalSetsField } from './account-rhythm-fields.ts';
import { answer, buttons, fieldsOf, maybeSame, refuse, undoButton } from './answer.ts';
import { bookAccount } from './book-shapes.ts';
import { accountKindsField, actionField, recipientClassField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import type { Refusal } from './outcome.ts';
import { dayField, numberField, switchField, textField, toList } from './plain-fields.ts';
import { accountField, memberField, membersField } from './reference-fields.ts';

const fields = {
  account: positional(accountField()),
  action: hidden(
    positional(
      actionField(['add', 'archive', 'restore'], {
        add: ['新增', '添加', '新建', 'new'],
        archive: ['归档'],
        restore: ['恢复', 'unarchive'],
      }),
    ),
  ),
  name: textField(200),
  aliases: textField(500),
  kinds: accountKindsField(),
  owner: memberField(),
  backup: memberField(),
  team: membersField(),
  archived: hidden(switchField()),
  timeZone: textField(60),
  recipientClass: recipientClassField(),
  recipientRule: textField(500),
  festivalSets: festivalSetsField(),
  cadence: cadenceField(),
  price: textField(500),
  service: textField(500),
  responseHours: numberField({ least: 0, most: 8760, decimals: 1 }),
  namedContact: textField(200),
  reviewedOn: dayField('past', true),
};
type AccountArgs = Args<typeof fields>;
type Input = Readonly<Record<string, unknown>>;

export const account = defineCommand({
  name: 'account',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['客户'],
      summary: '查看、添加、修改、归档或恢复客户',
      fields: {
        account: '客户',
        action: '操作',
        name: '名称',
        aliases: '别名',
        kinds: '类别',
        owner: '负责人',
        backup: '备份',
        team: '团队',
        archived: '归档',
        timeZone: '时区',
        recipientClass: '对象性质',
        recipientRule: '对方规定',
        festivalSets: '节日',
        cadence: '联系周期',
        price: '价格政策',
        service: '服务政策',
        responseHours: '响应小时',
        namedContact: '专人',
        reviewedOn: '政策复核日',
      },
      examples: ['客户 华为', '新增客户 北方云 别名=北云 类别=经济', '客户 华为 团队=王芳,赵总'],
    },
    en: {
      aliases: [],
      summary: 'See, add, change, archive or restore an account',
      fields: {
        account: 'account',
        action: 'action',
        name: 'name',
        aliases: 'aliases',
        kinds: 'kinds',
        owner: 'owner',
        backup: 'backup',
        team: 'team',
        archived: 'archived',
        timeZone: 'zone',
        recipientClass: 'recipient class',
        recipientRule: 'recipient rule',
        festivalSets: 'festivals',
        cadence: 'cadence',
        price: 'price policy',
        service: 'service policy',
        responseHours: 'response hours',
        namedContact: 'named contact',
        reviewedOn: 'policy reviewed',
      },
      examples: [
        'account Northwind',
        'add account "Orbit Labs" aliases=Orbit kinds=economic',
        'account Northwind team=tom,wang',
      ],
    },
  },
  phrases: [
    {
      words: [
        'account add',
        'add account',
        'new account',
        'create account',
        '新增客户',
        '添加客户',
        '新建客户',
        '客户 新增',
        '客户 添加',
        '客户 新建',
      ],
      preset: { action: 'add' },
      positional: ['name'],
    },
    {
      words: ['archive account', 'account archive', '归档客户', '客户 归档'],
      preset: { action: 'archive' },
      positional: ['account'],
    },
    {
      words: ['restore account', 'account restore', '恢复客户', '客户 恢复'],
      preset: { action: 'restore' },
      positional: ['account'],
    },
  ],
  alsoNeeds: ({ action }) => (action === 'add' ? ['name'] : action === undefined ? [] : ['account']),
  rights: (args) => {
    if (args.action === 'add') return [{ right: 'role', role: 'member' }];
    return args.account && isWrite(args) ? [{ right: 'write', account: args.account }] : [];
  },
  async run(args, context, input) {
    if (args.action === 'add') return addAccount(args, context, input);
    if (args.account === undefined) return listAccounts(context, input);
    if (!isWrite(args)) return show(args.account, context, input, null);
    const changed = apply(args.account, args);
    const fault = await faultOf(changed, context);
    if (fault) return fault;
    const { changeId } = await context.record(input, (repositories) => repositories.update('account', changed));
    if (changed.timeZone !== args.account.timeZone) {
      const zone = context.zoneOf(changed);
      await context.rezone((day) => startOfDay(day, zone), changed.id);
    }
    return show(changed, context, input, changeId);
  },
});

function isWrite({ account: _, ...rest }: AccountArgs): boolean {
  return Object.values(rest).some((given) => given !== undefined);
}

async function addAccount(args: AccountArgs, context: CommandContext, input: Input) {
  const fresh: Account = {
    id: context.newId(),
    name: '',
    aliases: [],
    kinds: [],
    ownerId: context.caller.member.id,
    backupId: null,
    teamIds: [],
    archived: false,
    timeZone: null,
    cadence: null,
    festivalSets: null,
    recipientClass: null,
    recipientRule: null,
    policy: null,
    createdAt: context.now,
  };
  const added = apply(fresh, args);
  const fault = await faultOf(added, context);
  if (fault) return fault;
  const owner = await context.expect('member', added.ownerId);
  const understood = { account: added.name, ...input, owner: owner.key };
  const { changeId } = await context.record(understood, (repositories) => repositories.insert('account', added));
  const like = await likeAccounts(added, context.views, (one) => context.permissions.maySee(one));
  return show(added, context, understood, changeId, like);
}

function apply(before: Account, args: AccountArgs): Account {
  const archived = args.action === 'archive' ? true : args.action === 'restore' ? false : args.archived;
  return {
    ...before,
    name: args.name ?? before.name,
    aliases: args.aliases === undefined ? before.aliases : toList(args.aliases).map(String),
    kinds: args.kinds ?? before.kinds,
    ownerId: args.owner?.id ?? before.ownerId,
    backupId: args.backup?.id ?? before.backupId,
    teamIds: args.team?.map(({ id }) => id) ?? before.teamIds,
    archived: archived ?? before.archived,
    timeZone: args.timeZone ?? before.timeZone,
    recipientClass: args.recipientClass ?? before.recipientClass,
    recipientRule: args.recipientRule ?? before.recipientRule,
    ...rhythmOf(before, args),
    policy: policyOf(before.policy, args),
  };
}

/** Its own festivals and cadence; a cadence named for one layer leaves those of the others. */
function rhythmOf(before: Account, { festivalSets, cadence }: AccountArgs): Pick<Account, 'festivalSets' | 'cadence'> {
  const days = cadence?.own ? { ...before.cadence, ...cadence.own } : null;
  return {
    festivalSets: festivalSets === undefined ? before.festivalSets : festivalSets.own,
    cadence: cadence === undefined ? before.cadence : days,
  };
}

function policyOf(before: Account['policy'], args: AccountArgs): Account['policy'] {
  const { price, service, responseHours, namedContact, reviewedOn } = args;
  if ([price, service, responseHours, namedContact, reviewedOn].every((given) => given === undefined)) return before;
  return {
    price: price ?? before?.price ?? null,
    service: service ?? before?.service ?? null,
    responseHours: responseHours ?? before?.responseHours ?? null,
    namedContact: namedContact ?? before?.namedContact ?? null,
    reviewedOn: reviewedOn ?? before?.reviewedOn ?? null,
  };
}

async function faultOf(wanted: Account, context: CommandContext): Promise<Refusal | undefined> {
  const { errors } = context.messages;
  if (wanted.timeZone !== null && !isZone(wanted.timeZone))
    return refuse('invalid-argument', errors.notZone(wanted.timeZone));
  const hits = await context.views.names.equal('account', [nameKey(wanted.name)]);
  for (const { id } of hits) {
    const other = await context.expect('account', id);
    if (other.id !== wanted.id && foldName(other.name) === foldName(wanted.name))
      return refuse('conflict', errors.nameTaken(other.name));
  }
  return undefined;
}

async function listAccounts(context: CommandContext, input: Input) {
  const all = await context.views.all('account');
  const seen = all.filter((one) => !one.archived && context.permissions.maySee(one));
  const mine = seen.filter((one) => one.ownerId === context.caller.member.id).length;
  const { answers, forms } = context.messages;
  const owners = new Map((await context.views.all('member')).map((one) => [one.id, one.name]));
  return answer({
    title: answers.accountsCount(seen.length, mine),
    data: { accounts: seen.map(({ id, name }) => ({ id, name })) },
    input,
    blocks: [
      ...(seen.length === 0
        ? buttons({ label: forms.addAccount, press: { command: 'account', args: { action: 'add' } } })
        : ([
            {
              kind: 'table',
              columns: [{ label: answers.column.account }, { label: answers.column.owner }],
              rows: seen.map((one) => [one.name, owners.get(one.ownerId) ?? '']),
            },
          ] as const)),
    ],
  });
}

async function show(
  one: Account,
  context: CommandContext,
  input: Input,
  changeId: string | null,
  like: readonly Account[] = [],
) {
  const { words, answers, forms } = context.messages;
  const { column } = answers;
  const book = await bookAccount(one, context);
  const contacts = await context.views.ofAccount('contact', one.id);
  return answer({
    title: one.archived ? answers.archived(one.name) : one.name,
    data: book,
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...fieldsOf([
        [column.owner, (await context.expect('member', one.ownerId)).name],
        [column.backup, book.backup],
        [column.team, book.team.join(answers.separator)],
        [column.aliases, one.aliases.join(answers.separator)],
        [column.kinds, one.kinds.map((kind) => words.accountKind[kind]).join(answers.separator)],
        [column.timeZone, one.timeZone],
        [column.recipientClass, one.recipientClass ? words.recipientClass[one.recipientClass] : null],
        [column.festivals, one.festivalSets?.join(answers.separator)],
        [column.cadence, cadenceText(one, context)],
        [column.contacts, contacts.map(({ name }) => name).join(answers.separator)],
      ]),
      ...like.flatMap((other) => {
        const merge = { command: 'merge', args: { account: `#${other.id}`, other: `#${one.id}` } };
        return maybeSame(one.name, other.name, merge, context);
      }),
      ...undoButton(context, changeId),
      ...buttons(
        { label: forms.stage, press: { command: 'stage', args: { account: `#${one.id}` } } },
        { label: forms.log, press: { command: 'log', args: { account: `#${one.id}` } } },
        { label: forms.addContact, press: { command: 'contact', args: { action: 'add', account: `#${one.id}` } } },
      ),
    ],
  });
}
