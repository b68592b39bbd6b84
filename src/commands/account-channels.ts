import type { Account, Binding } from '../domain/records.ts';
import type { Span, Text } from '../reply/reply.ts';
import type { Input } from './account-fields.ts';
import { answer, quiet, refuse, undoButton } from './answer.ts';
import { channelPlatform } from './channel-platform.ts';
import type { CommandContext } from './context.ts';
import type { Outcome, Refusal } from './outcome.ts';

/** Ties the channel this is said in to an account; one it was tied to before gives way, if the caller may write that too. */
export async function bindChannel(account: Account, context: CommandContext, input: Input): Promise<Outcome> {
  const { messages, channelAccount: before } = context;
  const { channels } = messages;
  const here = channelHere(context);
  if (here === undefined) return refuse('invalid-argument', channels.notHere);
  if (account.archived) return refuse('conflict', messages.errors.archivedAccount(account.name));
  const data = { account: account.name, platform: here.platform, channel: here.channel };
  if (before?.id === account.id) return answer({ title: channels.boundAlready(account.name), data, input });
  const fault = await mayNotUntie(context);
  if (fault) return fault;
  const { changeId } = await context.record(input, async (repositories) => {
    const known = await repositories.bindingOf(here.platform, here.tenant, here.channel);
    const wanted: Binding = {
      ...here,
      id: known?.id ?? context.newId(),
      accountId: account.id,
      authorId: context.caller.member.id,
      recordedAt: context.now,
    };
    return known ? repositories.update('binding', wanted) : repositories.insert('binding', wanted);
  });
  return answer({
    title: channels.bound(account.name),
    data: { ...data, ...(before ? { before: before.name } : {}) },
    tone: 'good',
    input,
    blocks: [
      ...(before ? [quiet(channels.before(before.name))] : []),
      quiet(channels.unnamed),
      ...undoButton(context, changeId),
    ],
  });
}

/** Unties the channel this is said in. `named`: the account it is said of, if any; without one, that of the channel. */
export async function unbindChannel(
  named: Account | undefined,
  context: CommandContext,
  input: Input,
): Promise<Outcome> {
  const { channels } = context.messages;
  const { channelAccount: account } = context;
  const here = channelHere(context);
  if (here === undefined) return refuse('invalid-argument', channels.notHere);
  const fault = await mayNotUntie(context);
  if (fault) return fault;
  if (account === null) return answer({ title: channels.notBound, data: {}, input });
  if (named && named.id !== account.id) return refuse('conflict', channels.boundToOther(named.name, account.name));
  const { changeId } = await context.record(input, async (repositories) => {
    const known = await repositories.bindingOf(here.platform, here.tenant, here.channel);
    if (known) await repositories.remove('binding', known.id);
  });
  return answer({
    title: channels.unbound(account.name),
    data: { account: account.name, platform: here.platform, channel: here.channel },
    tone: 'good',
    input: { ...input, account: account.name },
    blocks: undoButton(context, changeId),
  });
}

/** A channel that is tied to an account, as its platform names it and as people do. */
interface NamedChannel extends Pick<Binding, 'platform' | 'channel'> {
  readonly name: string;
}

/** The channels tied to an account; those the console no longer has are left out. */
export async function channelsOf({ id }: Account, { views, host }: CommandContext): Promise<readonly NamedChannel[]> {
  const bound = await views.ofAccount('binding', id);
  const named = await Promise.all(
    bound.map(async ({ platform, channel }) => ({
      platform,
      channel,
      name: await host.channelName(platform, channel),
    })),
  );
  return named.flatMap((one) =>
    one.name === null && one.platform === 'console' ? [] : [{ ...one, name: one.name ?? one.channel }],
  );
}

/** Channels in one line. */
export const listed = (channels: readonly NamedChannel[], separator: string): Text =>
  channels.flatMap(({ platform, channel, name }, index): Span[] => [
    ...(index === 0 ? [] : [separator]),
    { channel, platform, name: `#${name}` },
  ]);

function channelHere({ channel, place, platform }: CommandContext) {
  if (channel === null || place !== 'channel') return undefined;
  return { platform: channelPlatform(platform), tenant: channel.tenant, channel: channel.id };
}

/** Whoever takes a channel from an account must be able to write that account, too. */
async function mayNotUntie(context: CommandContext): Promise<Refusal | undefined> {
  const { channelAccount, channel, views, permissions, messages, platform } = context;
  if (channel === null) return undefined;
  if (channelAccount === null) {
    const unseen = await views.bindingOf(channelPlatform(platform), channel.tenant, channel.id);
    return unseen ? refuse('forbidden', messages.channels.boundUnseen) : undefined;
  }
  if (await permissions.mayWrite(channelAccount)) return undefined;
  const owner = await context.expect('member', channelAccount.ownerId);
  return refuse('forbidden', messages.channels.boundByOthers(channelAccount.name, owner.name));
}
