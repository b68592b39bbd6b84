import type { Member } from '../domain/records.ts';
import { isZone } from '../domain/zones.ts';
import { answer, buttons, refuse } from './answer.ts';
import { actionField, functionField, languageField, memberStateField, roleField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import { listMembers, showMember } from './member-answers.ts';
import { listChats, releaseChat } from './member-chats.ts';
import { linksButton, listLinks, revokeLink } from './member-links.ts';
import type { Refusal } from './outcome.ts';
import { dayField, textField } from './plain-fields.ts';
import { memberField } from './reference-fields.ts';

const fields = {
  member: positional(memberField()),
  action: hidden(
    positional(
      actionField(['add', 'console', 'links', 'revoke', 'unlink'], {
        add: ['新增', '添加', '新建', 'new'],
        console: ['控制台', '链接'],
        links: ['链接列表'],
        revoke: ['作废'],
        unlink: ['解除关联', '解除成员关联', 'release'],
      }),
    ),
  ),
  name: textField(200),
  email: textField(200),
  key: textField(100),
  mobile: textField(40),
  function: functionField(),
  role: roleField(),
  manager: memberField(),
  state: memberStateField(),
  leavesOn: dayField('future'),
  timeZone: textField(60),
  language: languageField(),
  link: hidden(textField(100)),
};
type MemberArgs = Args<typeof fields>;

export const member = defineCommand({
  name: 'member',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['成员'],
      summary: '查看、添加或修改我方成员；为成员生成控制台链接；解除聊天账号的关联',
      fields: {
        member: '成员',
        action: '操作',
        name: '姓名',
        email: '邮箱',
        key: '标识',
        mobile: '手机',
        function: '职能',
        role: '权限',
        manager: '经理',
        state: '状态',
        leavesOn: '离职日',
        timeZone: '时区',
        language: '语言',
        link: '链接',
      },
      examples: [
        '成员 王芳',
        '新增成员 李雷 邮箱=li@example.com 职能=销售',
        '成员 王芳 控制台',
        '成员 王芳 链接列表',
        '成员 王芳 解除关联',
      ],
    },
    en: {
      aliases: ['members'],
      summary: 'See, add or change our members; make a console link for one, or release their chat account',
      fields: {
        member: 'member',
        action: 'action',
        name: 'name',
        email: 'email',
        key: 'key',
        mobile: 'mobile',
        function: 'function',
        role: 'role',
        manager: 'manager',
        state: 'state',
        leavesOn: 'last day',
        timeZone: 'zone',
        language: 'language',
        link: 'link',
      },
      examples: [
        'member Wang Fang',
        'add member Tom Lee email=tom@example.com function=sales',
        'member tom console',
        'member tom links',
        'member tom unlink',
      ],
    },
  },
  alsoCalled: { leavesOn: ['leaves'] },
  phrases: [
    {
      words: ['member add', 'add member', 'new member', '新增成员', '添加成员', '成员 新增', '成员 添加'],
      preset: { action: 'add' },
      positional: ['name'],
      title: { zh: '新增成员', en: 'Add a member' },
    },
    {
      words: ['member unlink', 'unlink member', '解除成员关联', '成员 解除关联'],
      preset: { action: 'unlink' },
      positional: ['member'],
    },
  ],
  alsoNeeds: ({ action, email, key }) => {
    if (action === 'console' || action === 'links' || action === 'unlink') return ['member'];
    if (action === 'revoke') return ['member', 'link'];
    return action === 'add' ? ['name', ...(email === undefined && key === undefined ? (['email'] as const) : [])] : [];
  },
  rights: (args, { caller }) =>
    isWrite(args) && !isAboutOwnLinks(args, caller.member) ? [{ right: 'role', role: 'admin' }] : [],
  async run(args, context, input) {
    if (args.action === 'add') return addMember(args, context, input);
    if (args.member === undefined) return listMembers(context, input);
    if (args.action === 'console') return consoleLink(args.member, context, input);
    if (args.action === 'links') return listLinks(args.member, context, input);
    if (args.action === 'revoke') return revokeLink(args.member, args.link ?? '', context, input);
    if (args.action === 'unlink')
      return args.link === undefined
        ? listChats(args.member, context, input)
        : releaseChat(args.member, args.link, context, input);
    if (!isWrite(args)) return showMember(args.member, context, input, null);
    const changed = apply(args.member, args);
    const fault = await faultOf(changed, context);
    if (fault) return fault;
    const { changeId } = await context.record(input, (repositories) => repositories.update('member', changed));
    return showMember(changed, context, input, changeId);
  },
});

function isWrite({ member: _, ...rest }: MemberArgs): boolean {
  return Object.values(rest).some((given) => given !== undefined);
}

/** Whoever lost a phone need not wait for an admin. */
const isAboutOwnLinks = ({ member, action }: MemberArgs, caller: Member): boolean =>
  member?.id === caller.id && (action === 'links' || action === 'revoke');

async function addMember(args: MemberArgs, context: CommandContext, input: Readonly<Record<string, unknown>>) {
  const key = args.key ?? args.email ?? '';
  const fresh: Member = {
    id: context.newId(),
    key,
    email: null,
    mobile: null,
    name: key,
    function: 'sales',
    role: 'member',
    managerId: null,
    state: 'active',
    leavesOn: null,
    timeZone: context.organisation.timeZone,
    language: context.language,
    createdAt: context.now,
  };
  const added = apply(fresh, args);
  const fault = await faultOf(added, context);
  if (fault) return fault;
  const { changeId } = await context.record(input, (repositories) => repositories.insert('member', added));
  return showMember(added, context, input, changeId);
}

function apply(before: Member, args: MemberArgs): Member {
  return {
    ...before,
    key: args.key ?? before.key,
    name: args.name ?? before.name,
    email: args.email?.toLowerCase() ?? before.email,
    mobile: args.mobile ?? before.mobile,
    function: args.function ?? before.function,
    role: args.role ?? before.role,
    managerId: args.manager?.id ?? before.managerId,
    state: args.state ?? before.state,
    leavesOn: args.leavesOn ?? before.leavesOn,
    timeZone: args.timeZone ?? before.timeZone,
    language: args.language ?? before.language,
  };
}

async function faultOf(wanted: Member, context: CommandContext): Promise<Refusal | undefined> {
  const { errors } = context.messages;
  if (wanted.email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wanted.email)) {
    return refuse('invalid-argument', errors.notEmail(wanted.email));
  }
  if (!isZone(wanted.timeZone)) return refuse('invalid-argument', errors.notZone(wanted.timeZone));
  const namesake = await context.views.memberByKey(wanted.key);
  if (namesake && namesake.id !== wanted.id) return refuse('conflict', errors.keyTaken(wanted.key));
  // By their address people are known on chat platforms: it is one person's alone.
  const email = wanted.email?.toLowerCase() ?? null;
  const holds = (one: Member): boolean =>
    one.id !== wanted.id && [one.key, one.email].some((of) => of?.toLowerCase() === email);
  if (email !== null && (await context.views.all('member')).some(holds))
    return refuse('conflict', errors.keyTaken(email));
  const seen = new Set<string>();
  for (let above = wanted.managerId; above !== null && !seen.has(above); ) {
    if (above === wanted.id) return refuse('conflict', errors.circle(wanted.name));
    seen.add(above);
    above = (await context.views.get('member', above))?.managerId ?? null;
  }
  return undefined;
}

async function consoleLink(of: Member, context: CommandContext, input: Readonly<Record<string, unknown>>) {
  const url = await context.host.consoleLink(of, context.caller.member.id, context.now);
  return answer({
    title: context.messages.answers.consoleLink(of.name),
    audience: 'asker',
    data: { member: of.key, url },
    input,
    tone: 'good',
    blocks: [
      { kind: 'text', text: { code: url } },
      { kind: 'text', text: context.messages.answers.consoleLinkOnce, tone: 'quiet' },
      ...buttons(linksButton(of, context)),
    ],
  });
}
