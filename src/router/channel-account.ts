import { channelPlatform } from '../commands/channel-platform.ts';
import type { Account } from '../domain/records.ts';
import type { Views } from '../ports/store.ts';
import type { Permissions } from '../services/permissions.ts';
import type { Incoming } from './messages.ts';

/** The account that the channel of this message is tied to; of one the caller may not see nothing is known. */
export async function accountOfChannel(
  { platform, channel }: Incoming,
  views: Views,
  permissions: Permissions,
): Promise<Account | null> {
  if (channel === undefined) return null;
  const bound = await views.bindingOf(channelPlatform(platform), channel.tenant, channel.id);
  const account = bound && (await views.get('account', bound.accountId));
  return account !== undefined && permissions.maySee(account) ? account : null;
}
