import type { Account, Digest, Member } from '../domain/records.ts';
import { DIGEST_KINDS } from '../domain/vocabulary.ts';
import { formatList } from '../i18n/format.ts';
import type { Span } from '../reply/reply.ts';
import { accountsField } from './accounts-field.ts';
import { answer, buttons, fieldsOf, refuse, say, undoButton } from './answer.ts';
import { channelPlatform } from './channel-platform.ts';
import { digestKindsField } from './choices.ts';
import { clockField } from './clock-field.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, positional } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { choiceField, textField } from './plain-fields.ts';
import { membersField } from './reference-fields.ts';

const WHEN = ['daily', 'weekly', 'off', 'now'] as const;
const WHEN_WORDS = [
  { value: 'daily', words: ['daily', 'day', 'every day', '每天', '每日'] },
  { value: 'weekly', words: ['weekly', 'week', 'monday', 'every week', '每周', '每周一', '每星期'] },
  { value: 'off', words: ['off', 'stop', 'none', '关闭', '停止', '不要'] },
  { value: 'now', words: ['now', 'today', '现在', '马上'] },
];
const DEFAULT_TIME = '09:00';

const fields = {
  when: positional(choiceField(WHEN, () => ({ daily: 'daily', weekly: 'weekly', off: 'off', now: 'now' }), WHEN_WORDS)),
  time: positional(clockField()),
  accounts: accountsField(),
  owners: membersField(),
  kinds: digestKindsField(),
  /** Of one that is switched off from elsewhere. */
  digest: textField(64),
};
type DigestArgs = Args<typeof fields>;

export const digest = defineCommand({
  name: 'digest',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['摘要'],
      summary: '在这里每天或每周发一份摘要：变动、承诺、久未联系、节日、风险、记录',
      fields: { when: '频率', time: '时间', accounts: '客户', owners: '负责人', kinds: '内容', digest: '编号' },
      examples: ['摘要 这里 每天 09:00', '摘要 现在', '摘要 关闭'],
    },
    en: {
      aliases: ['summary'],
      summary: 'A digest told here every day or week: moves, promises, silence, festivals, risks, logs',
      fields: {
        when: 'frequency',
        time: 'time',
        accounts: 'accounts',
        owners: 'owners',
        kinds: 'kinds',
        digest: 'number',
      },
      examples: ['digest here daily 09:00', 'digest now', 'digest off'],
    },
  },
  phrases: [
    { words: ['digest here', '摘要 这里', '摘要 本频道', '摘要 本群', '摘要这里'], preset: {} },
    {
      words: ['digest daily', 'digest every day', '摘要 每天', '每天摘要'],
      preset: { when: 'daily' },
      positional: ['time'],
    },
    {
      words: ['digest weekly', 'digest every week', '摘要 每周', '每周摘要'],
      preset: { when: 'weekly' },
      positional: ['time'],
    },
  ],
  rights: ({ when }) => (when === undefined || when === 'now' ? [] : [{ right: 'role', role: 'member' }]),
  async run(args, context, input) {
    const { messages, channel } = context;
    const { digest: said } = messages.channels;
    if (args.when === 'now') return tellNow(args, context, input);
    if (args.when === 'off' && args.digest !== undefined) return switchOffElsewhere(args.digest, context, input);
    const isSetting = args.when !== undefined;
    if (channel === null || context.place !== 'channel') {
      return isSetting ? refuse('invalid-argument', said.notHere) : listAll(context, input);
    }
    const known = await digestHere(context);
    if (args.when === 'off') return switchOff(known, context, input);
    if (!isSetting) return show(known, context, input);
    return setUp(args, known, context, input);
  },
});

async function digestHere(context: CommandContext): Promise<Digest | undefined> {
  const { views, channel } = context;
  const platform = channelPlatform(context.platform);
  return (await views.all('digest')).find(
    (one) => one.platform === platform && one.tenant === channel?.tenant && one.channel === channel.id,
  );
}

function wantedDigest(
  { when, time, accounts, owners, kinds }: DigestArgs,
  known: Digest | undefined,
  context: CommandContext,
): Digest {
  const ids = (all: readonly (Account | Member)[] | undefined) => all?.map(({ id }) => id);
  return {
    id: known?.id ?? context.newId(),
    platform: channelPlatform(context.platform),
    tenant: context.channel?.tenant ?? '',
    channel: context.channel?.id ?? '',
    every: when === 'weekly' ? 'week' : when === 'daily' ? 'day' : (known?.every ?? 'day'),
    time: time ?? known?.time ?? DEFAULT_TIME,
    timeZone: context.zone,
    language: context.language,
    accountIds: ids(accounts) ?? known?.accountIds ?? [],
    ownerIds: ids(owners) ?? known?.ownerIds ?? [],
    kinds: kinds ?? known?.kinds ?? [],
    authorId: context.caller.member.id,
    recordedAt: context.now,
  };
}

async function setUp(
  args: DigestArgs,
  known: Digest | undefined,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const wanted = wantedDigest(args, known, context);
  const { changeId } = await context.record(input, (repositories) =>
    known ? repositories.update('digest', wanted) : repositories.insert('digest', wanted),
  );
  return answer({
    title: inWords(wanted, context),
    data: { items: [toItem(wanted)] },
    tone: 'good',
    input,
    blocks: [...(await scopeOf(wanted, context)), ...undoButton(context, changeId)],
  });
}

async function switchOff(
  known: Digest | undefined,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { digest: said } = context.messages.channels;
  if (!known) return answer({ title: said.none, data: { items: [] }, input });
  const { changeId } = await context.record(input, (repositories) => repositories.remove('digest', known.id));
  return answer({ title: said.off, data: { items: [] }, tone: 'good', input, blocks: undoButton(context, changeId) });
}

/** One whose channel cannot be spoken in any more: by whoever set it up, or an admin. */
async function switchOffElsewhere(
  id: string,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { digest: said } = context.messages.channels;
  const known = await context.views.get('digest', id);
  const { role, member } = context.caller;
  if (known && role !== 'admin' && known.authorId !== member.id) return refuse('forbidden', said.notYours);
  return switchOff(known, context, input);
}

async function show(
  known: Digest | undefined,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { nudges, channels } = context.messages;
  if (!known) return answer({ title: channels.digest.none, data: { items: [] }, input });
  return answer({
    title: inWords(known, context),
    data: { items: [toItem(known)] },
    input,
    blocks: [
      ...(await scopeOf(known, context)),
      ...buttons({ label: nudges.button.open, press: { command: 'digest', args: { when: 'now' } } }),
    ],
  });
}

/** Outside a channel: every digest there is. */
async function listAll(context: CommandContext, input: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const { digest: said } = context.messages.channels;
  const { resting: rest } = context.messages.nudges.digest;
  const all = await context.views.all('digest');
  const resting = await context.host.restingDigests(all);
  const named = await Promise.all(all.map(async (one) => [await channelOf(one, context), one] as const));
  return answer({
    title: all.length === 0 ? said.noneAnywhere : said.count(all.length),
    data: { items: all.map((one) => ({ ...toItem(one), isResting: resting.has(one.id) })) },
    input,
    blocks: named.flatMap(([channel, one]) => [
      say([channel, ` · ${said.told(...scheduleOf(one, context))}`]),
      ...(resting.has(one.id)
        ? [
            say(rest.mark),
            ...buttons({ label: rest.off, press: { command: 'digest', args: { when: 'off', digest: one.id } } }),
          ]
        : []),
    ]),
  });
}

async function channelOf({ channel, platform }: Digest, { host }: CommandContext): Promise<Span> {
  return { channel, platform, name: `#${(await host.channelName(platform, channel)) ?? channel}` };
}

async function tellNow(
  args: DigestArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const known = context.channel === null ? undefined : await digestHere(context);
  const { when: _, ...scope } = args;
  const asked = { ...wantedDigest(scope, known, context), id: known?.id ?? '' };
  const reply = await context.host.digestNow(asked, context.now);
  const { digest: said } = context.messages.nudges;
  if (reply === null) return answer({ title: said.empty, data: { items: [] }, input });
  return { kind: 'done', data: { items: reply.blocks }, reply, input };
}

const inWords = (digest: Digest, context: CommandContext): string =>
  context.messages.channels.digest.set(...scheduleOf(digest, context));

/** When it is told, and what of. */
function scheduleOf({ every, time, kinds }: Digest, { messages, language }: CommandContext): [string, string] {
  const { digest: said } = messages.nudges;
  const isAll = kinds.length === 0 || kinds.length === DIGEST_KINDS.length;
  const what = isAll
    ? said.all
    : formatList(
        kinds.map((kind) => said.kind[kind]),
        language,
      );
  return [every === 'week' ? said.weekly(time) : said.daily(time), what];
}

async function scopeOf({ accountIds, ownerIds }: Digest, { views, messages, language }: CommandContext) {
  const accounts = await Promise.all(accountIds.map((id) => views.get('account', id)));
  const owners = await Promise.all(ownerIds.map((id) => views.get('member', id)));
  const names = (all: readonly ({ readonly name: string } | undefined)[]) =>
    formatList(
      all.flatMap((one) => one?.name ?? []),
      language,
    );
  return fieldsOf([
    [messages.nudges.digest.accounts, names(accounts)],
    [messages.nudges.digest.owners, names(owners)],
  ]);
}

const toItem = ({ channel, platform, every, time, timeZone, language, kinds }: Digest) => ({
  channel,
  platform,
  every,
  time,
  timeZone,
  language,
  kinds,
});
