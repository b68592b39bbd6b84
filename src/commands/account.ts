import { listAccounts, show } from './account-answers.ts';
import { bindChannel, unbindChannel } from './account-channels.ts';
import { fields } from './account-fields.ts';
import { addAccount, changeAccount, isWrite } from './account-writes.ts';
import { defineCommand } from './define-command.ts';

export const account = defineCommand({
  name: 'account',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['客户'],
      summary: '查看、添加、修改、归档或恢复客户，或把这里绑定到客户',
      fields: {
        account: '客户',
        action: '操作',
        name: '名称',
        aliases: '别名',
        kinds: '类别',
        owner: '负责人',
        backup: '备份负责人',
        team: '团队',
        archived: '归档状态',
        timeZone: '时区',
        recipientClass: '对象性质',
        recipientRule: '对方规定',
        festivalSets: '节日',
        cadence: '联系周期',
        price: '价格政策',
        service: '服务政策',
        responseHours: '响应时限（小时）',
        namedContact: '专人',
        reviewedOn: '政策复核日',
      },
      examples: ['客户 华为', '新增客户 北方云 别名=北云 类别=经济', '客户 华为 团队=王芳,赵总', '客户 绑定 华为'],
    },
    en: {
      aliases: [],
      summary: 'See, add, change, archive or restore an account, or tie this place to it',
      fields: {
        account: 'account',
        action: 'action',
        name: 'name',
        aliases: 'aliases',
        kinds: 'kinds',
        owner: 'owner',
        backup: 'backup',
        team: 'team',
        archived: 'archive state',
        timeZone: 'zone',
        recipientClass: 'recipient class',
        recipientRule: 'recipient rule',
        festivalSets: 'festivals',
        cadence: 'cadence',
        price: 'price policy',
        service: 'service policy',
        responseHours: 'response hours',
        namedContact: 'named contact',
        reviewedOn: 'policy review date',
      },
      examples: [
        'account Northwind',
        'add account "Orbit Labs" aliases=Orbit kinds=economic',
        'account Northwind team=tom,wang',
        'account bind Northwind',
      ],
    },
  },
  alsoCalled: { backup: ['备份'], archived: ['归档'], responseHours: ['响应小时'], reviewedOn: ['policy reviewed'] },
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
      title: { zh: '新增客户', en: 'Add an account' },
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
    {
      words: [
        'bind account',
        'account bind',
        'bind channel',
        'bind this channel',
        '绑定客户',
        '绑定频道',
        '绑定本频道',
        'bind group',
        'bind this group',
        '绑定群',
        '绑定本群',
        '客户 绑定',
      ],
      preset: { action: 'bind' },
      positional: ['account'],
    },
    {
      words: [
        'unbind account',
        'account unbind',
        'unbind channel',
        'unbind this channel',
        '解绑客户',
        '解绑频道',
        '解绑本频道',
        'unbind group',
        'unbind this group',
        '解绑群',
        '解绑本群',
        '客户 解绑',
      ],
      preset: { action: 'unbind' },
      positional: ['account'],
    },
  ],
  alsoNeeds: ({ action }) => {
    if (action === 'add') return ['name'];
    return action === undefined || action === 'unbind' ? [] : ['account'];
  },
  meansChannel: ({ action }) => action !== 'add',
  asks: ({ account: _, ...rest }) => Object.values(rest).every((given) => given === undefined),
  rights: (args) => {
    if (args.action === 'add') return [{ right: 'role', role: 'member' }];
    return args.account && isWrite(args) ? [{ right: 'write', account: args.account }] : [];
  },
  async run(args, context, input) {
    if (args.action === 'add') return addAccount(args, context, input);
    if (args.action === 'bind' && args.account) return bindChannel(args.account, context, input);
    if (args.action === 'unbind') return unbindChannel(args.account, context, input);
    if (args.account === undefined) return listAccounts(context, input);
    return isWrite(args) ? changeAccount(args.account, args, context, input) : show(args.account, context, input, null);
  },
});
