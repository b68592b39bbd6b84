import type { Platform } from '../domain/vocabulary.ts';

/** What people call a place where several speak: a channel on the console and in Slack, a group in Feishu. */
export type Room = 'channel' | 'group';

export const roomOf = (platform: Platform | 'cli'): Room => (platform === 'feishu' ? 'group' : 'channel');
