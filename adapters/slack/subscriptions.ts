import type { Language } from '../../src/domain/vocabulary.ts';

/** The events the app is subscribed to, as manifest.yml has them, each with what would not work without it. */
export const SLACK_EVENTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'message.im': { en: 'hearing direct messages', zh: '听到私信' },
  app_mention: { en: 'hearing @kam in channels', zh: '听到频道里的 @kam' },
  app_home_opened: { en: 'the home tab and suggested prompts', zh: '首页标签页和建议提问' },
  user_change: { en: 'ending access when an account is closed', zh: '账号关闭时立即停止访问' },
  member_joined_channel: { en: 'knowing at once who reads a channel', zh: '及时知道谁能看到频道' },
  member_left_channel: { en: 'knowing at once who no longer does', zh: '及时知道谁不再能看到' },
  channel_shared: { en: 'saying nothing where another organisation reads', zh: '别的组织能看到时不说话' },
  channel_unshared: { en: 'knowing when none does any more', zh: '知道不再共享' },
  app_uninstalled: { en: 'knowing that the app was removed', zh: '知道应用被移除' },
  tokens_revoked: { en: 'knowing that the token was withdrawn', zh: '知道令牌被撤销' },
};
