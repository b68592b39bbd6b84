import type { Account, Binding } from '../domain/records.ts';
import type { Repositories } from '../ports/store.ts';
import type { Span, Text } from '../reply/reply.ts';
import type { Input } from './account-fields.ts';
import { answer, quiet, refuse, undoButton } from './answer.ts';
import { channelPlatform } from './channel-platform.ts';
import type { CommandContext } from './context.ts';
import type { Outcome, Refusal } from './outcome.ts';

/** Ties the channel this is said in to an account; one it was tied to before gives way, if the caller may write that too. */
export async function bindChannel(account: Account, context: CommandContext, input: Input): Promise<Outcome> {
  const { channels, errors } = context.messages;
  const here = channelHere(context);
  if (here === undefined) return refuse('invalid-argument', channels.notHere);
  if (account.archived) return refuse('conflict', errors.archivedAccount(account.name));
  const { value, changeId } = await context.record(input, async (repositories) => {
    const tie = await tieOf(here, repositories);
    const fault = tie && (await mayNotUntie(tie.account, context));
    if (fault) return fault;
    const wanted: Binding = {
      ...here,
      id: tie?.binding.id ?? context.newId(),
      accountId: account.id,
      authorId: context.caller.member.id,
      recordedAt: context.now,
    };
    if (!tie) await repositories.insert('binding', wanted);
    else if (tie.account.id !== account.id) await repositories.update('binding', wanted);
    return { before: tie?.account };
  });
  if ('kind' in value) return value;
  const { before } = value;
  const data = { account: account.name, platform: here.platform, channel: here.channel };
  if (before?.id === account.id) return answer({ title: channels.boundAlready(account.name), data, input });
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
  const here = channelHere(context);
  if (here === undefined) return refuse('invalid-argument', channels.notHere);
  const { value, changeId } = await context.record(input, async (repositories) => {
    const tie = await tieOf(here, repositories);
    if (!tie) return { account: undefined };
    const fault = await mayNotUntie(tie.account, context);
    if (fault) return fault;
    const { account, binding } = tie;
    if (named && named.id !== account.id) return refuse('conflict', channels.boundToOther(named.name, account.name));
    await repositories.remove('binding', binding.id);
    return { account };
  });
  if ('kind' in value) return value;
  const { account } = value;
  if (account === undefined) return answer({ title: channels.notBound, data: {}, input });
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

type Here = Pick<Binding, 'platform' | 'tenant' | 'channel'>;

function channelHere({ channel, place, platform }: CommandContext): Here | undefined {
  if (channel === null || place !== 'channel') return undefined;
  return { platform: channelPlatform(platform), tenant: channel.tenant, channel: channel.id };
}

/** What the channel is tied to as the transaction finds it: another may have tied it since the message was read. */
async function tieOf({ platform, tenant, channel }: Here, repositories: Repositories) {
  const binding = await repositories.bindingOf(platform, tenant, channel);
  const account = binding && (await repositories.get('account', binding.accountId));
  return account && { binding, account };
}

/** Whoever takes a channel from an account must be able to write that account, too. */
async function mayNotUntie(account: Account, context: CommandContext): Promise<Refusal | undefined> {
  const { permissions, messages } = context;
  if (!permissions.maySee(account)) return refuse('forbidden', messages.channels.boundUnseen);
  if (await permissions.mayWrite(account)) return undefined;
  const owner = await context.expect('member', account.ownerId);
  return refuse('forbidden', messages.channels.boundByOthers(account.name, owner.name));
}
