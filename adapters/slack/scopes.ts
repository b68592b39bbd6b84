import type { Language } from '../../src/domain/vocabulary.ts';

/** The permissions of the app, as manifest.yml asks for them, each with what would not work without it. */
export const SLACK_SCOPES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'app_mentions:read': { en: 'hearing @kam in channels', zh: '听到频道里的 @kam' },
  'assistant:write': { en: 'suggested prompts', zh: '建议提问' },
  'channels:history': { en: 'saying nothing twice in public channels', zh: '在公共频道不重复发送' },
  'channels:read': { en: 'knowing who reads a public channel', zh: '知道谁能看到公共频道' },
  'chat:write': { en: 'answering', zh: '回答' },
  commands: { en: '/kam and the shortcuts', zh: '/kam 和快捷方式' },
  'files:read': { en: 'taking a file over from a form', zh: '从表单接收文件' },
  'files:write': { en: 'handing files over', zh: '交付文件' },
  'groups:history': { en: 'saying nothing twice in private channels', zh: '在私有频道不重复发送' },
  'groups:read': { en: 'knowing who reads a private channel', zh: '知道谁能看到私有频道' },
  'im:history': { en: 'hearing direct messages', zh: '听到私信' },
  'im:write': { en: 'writing direct messages', zh: '发送私信' },
  'users:read': { en: 'names, time zones, and who has left', zh: '姓名、时区、是否已离开' },
  'users:read.email': { en: 'recognising people by their e-mail address', zh: '凭邮箱认人' },
};
