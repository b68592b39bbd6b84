import type { Language } from '../../src/domain/vocabulary.ts';

/** The permissions of the app, each with what would not work without it; app.json repeats their names for whoever imports them. */
export const FEISHU_SCOPES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'application:app_slash_command:read': { en: 'slash commands', zh: '斜杠命令' },
  'application:app_slash_command:write': { en: 'slash commands', zh: '斜杠命令' },
  'application:application:patch': { en: 'kam feishu setup', zh: 'kam feishu setup' },
  'application:application:self_manage': {
    en: 'kam doctor: which events arrive',
    zh: 'kam doctor：查看订阅了哪些事件',
  },
  'contact:contact.base:readonly': { en: 'looking people up', zh: '查询人员' },
  'contact:user.base:readonly': { en: 'names', zh: '姓名' },
  'contact:user.email:readonly': { en: 'recognising people by their e-mail address', zh: '凭邮箱认人' },
  'contact:user.employee:readonly': { en: 'knowing who has left', zh: '知道谁已离职' },
  'contact:user.phone:readonly': { en: 'recognising people by their mobile number', zh: '凭手机号认人' },
  'im:chat.access_event.bot_p2p_chat:read': { en: 'the welcome', zh: '欢迎语' },
  'im:chat.members:bot_access': { en: 'hearing that it was taken into a group', zh: '知道自己被拉进群' },
  'im:chat:readonly': { en: 'knowing who reads in a group', zh: '知道谁能看到群消息' },
  'im:message.group_at_msg:readonly': { en: 'hearing @bot in groups', zh: '听到群里的 @机器人' },
  'im:message.p2p_msg:readonly': { en: 'hearing direct messages', zh: '听到私聊' },
  'im:message:readonly': { en: 'saying nothing twice', zh: '不重复发送' },
  'im:message:send_as_bot': { en: 'answering', zh: '回答' },
  'im:message:update': { en: 'bringing cards up to date', zh: '更新卡片' },
  'im:resource': { en: 'handing files over', zh: '交付文件' },
  'tenant:tenant:readonly': { en: 'knowing which organisation this is', zh: '知道自己在哪个企业' },
};

/** What the app subscribes to, under Events. Everything that comes otherwise is acknowledged and left. */
export const FEISHU_EVENTS: readonly string[] = [
  'application.bot.menu_v6',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'im.chat.disbanded_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.member.user.withdrawn_v1',
  'im.chat.updated_v1',
  'im.message.receive_v1',
];

/** The tab beside it, Callbacks. */
export const FEISHU_CALLBACKS: readonly string[] = ['card.action.trigger'];
