import type { Posting } from '../ports/chat.ts';

/** Of `dm:MEMBER`, `dm:MEMBER/ANSWER` and `channel:CHANNEL` the member or channel that is there. */
export function destinationOf({ destination }: Pick<Posting, 'destination'>): {
  readonly member: string | null;
  readonly channel: string | null;
} {
  const [, kind, id = ''] = /^(dm|channel):([^/]+)/.exec(destination) ?? [];
  return { member: kind === 'dm' ? id : null, channel: kind === 'channel' ? id : null };
}
