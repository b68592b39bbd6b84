import type { Platform } from '../domain/vocabulary.ts';

/** The platform whose channels are meant: commands typed on a machine speak of the console's. */
export const channelPlatform = (platform: Platform | 'cli'): Platform => (platform === 'cli' ? 'console' : platform);
