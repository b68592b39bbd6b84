import { refuse } from './answer.ts';
import { listContacts, show } from './contact-answers.ts';
import { fields } from './contact-fields.ts';
import { eraseContact, exportContact } from './contact-privacy.ts';
import { addContact, apply, faultOf, isWrite, move, noteTraits } from './contact-writes.ts';
import { defineCommand } from './define-command.ts';
import { momentNow } from './moments.ts';

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
        on: '生效日期',
        source: '来源',
        successor: '继任者',
        reportsTo: '上级',
        email: '邮箱',
        phone: '电话',
        tastes: '喜好',
        taboos: '忌讳',
        birthday: '生日',
        optOut: '谢绝祝贺',
        moveTo: '调往的客户',
        confirm: '确认',
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
        on: 'start date',
        source: 'source',
        successor: 'successor',
        reportsTo: 'superior',
        email: 'email',
        phone: 'phone',
        tastes: 'tastes',
        taboos: 'taboos',
        birthday: 'birthday',
        optOut: 'opt-out',
        moveTo: 'account moved to',
        confirm: 'confirmation',
      },
      examples: [
        'contact Alice at Northwind',
        'add contact "Ann Lee" account=Northwind department=finance',
        'contact Northwind Alice attitude=support',
      ],
    },
  },
  alsoCalled: {
    on: ['自', 'since'],
    successor: ['继任'],
    optOut: ['不祝贺', 'opt out'],
    moveTo: ['调往', 'moved to'],
    reportsTo: ['reports to'],
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
      title: { zh: '新增联系人', en: 'Add a contact' },
    },
  ],
  alsoNeeds: ({ action, account, contact: one }) => {
    if (action === 'add') return ['account', 'name'];
    if (action !== undefined) return ['contact'];
    return account === undefined && one === undefined ? ['account'] : [];
  },
  rights: (args) => [
    ...(args.action === 'erase' ? [{ right: 'role', role: 'admin' } as const] : []),
    ...(args.account && args.action !== 'export' && isWrite(args)
      ? [{ right: 'write', account: args.account } as const]
      : []),
    ...(args.moveTo ? [{ right: 'write', account: args.moveTo } as const] : []),
  ],
  async run(args, context, input) {
    if (args.account === undefined)
      return refuse('missing-argument', context.messages.errors.missing([context.messages.answers.column.account]));
    if (args.action === 'add') return addContact(args, args.account, context, input);
    if (args.contact && args.action === 'export') return exportContact(args.contact, args.account, context, input);
    if (args.contact && args.action === 'erase') {
      return eraseContact(args.contact, args.account, args.confirm, context);
    }
    if (args.contact === undefined) return listContacts(args.account, context, input);
    if (!isWrite(args)) return show(args.contact, args.account, context, input, null);
    const { account, contact: one, moveTo } = args;
    if (moveTo) return move(one, account, moveTo, args.on, context, input);
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
