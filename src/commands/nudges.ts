import { addDays, instantOf } from '../domain/days.ts';
import type { Mute } from '../domain/records.ts';
import type { NudgeRule } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Said } from '../ports/store.ts';
import type { Block } from '../reply/reply.ts';
import type { ScheduledItem } from '../services/planning/scheduled.ts';
import { answer, buttons, quiet, refuse, say, undoButton } from './answer.ts';
import { actionField, nudgeRuleField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { dayField, numberField, textField } from './plain-fields.ts';

const ACTIONS = ['done', 'snooze', 'mute', 'unmute'] as const;
const SNOOZE_DAYS = 7;
/** What is seen to counts as such until it could be told anew. */
const DONE_DAYS = 30;
const SHOWN = 20;

const fields = {
  action: hidden(
    actionField(ACTIONS, {
      done: ['处理', '已处理'],
      snooze: ['推后', '稍后'],
      mute: ['静音', '别再提', 'stop'],
      unmute: ['恢复', '取消静音', 'resume'],
    }),
  ),
  rule: positional(nudgeRuleField()),
  until: dayField('future'),
  letter: hidden(textField(200)),
  item: hidden(numberField({ least: 0, most: 1000, decimals: 0 })),
  mute: hidden(textField(60)),
};
type NudgesArgs = Args<typeof fields>;

export const nudges = defineCommand({
  name: 'nudges',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['提醒'],
      summary: '给我安排的提醒和原因；推后、静音、恢复',
      fields: { action: '操作', rule: '类别', until: '截止日期', letter: '消息', item: '序号', mute: '静音' },
      examples: ['提醒', '提醒 静音 节日', '提醒 恢复 节日'],
    },
    en: {
      aliases: ['reminders'],
      summary: 'What is scheduled to be told to me, and why; put off, silence, resume',
      fields: { action: 'action', rule: 'rule', until: 'end date', letter: 'letter', item: 'item', mute: 'mute' },
      examples: ['nudges', 'nudges mute festivals', 'nudges unmute festivals'],
    },
  },
  alsoCalled: { until: ['到'] },
  phrases: [
    { words: ['nudges mute', '提醒 静音', '提醒静音'], preset: { action: 'mute' }, positional: ['rule', 'until'] },
    {
      words: ['nudges unmute', 'nudges resume', '提醒 恢复', '提醒恢复'],
      preset: { action: 'unmute' },
      positional: ['rule'],
    },
    { words: ['nudges snooze', '提醒 推后', '提醒推后'], preset: { action: 'snooze' }, positional: ['rule', 'until'] },
  ],
  alsoNeeds: ({ action, letter, mute }) =>
    action !== undefined && letter === undefined && mute === undefined ? ['rule'] : [],
  rights: () => [],
  async run(args, context, input) {
    if (args.action === undefined) return list(context, input);
    return args.action === 'unmute' ? unmute(args, context, input) : settle(args, args.action, context, input);
  },
});

async function list(context: CommandContext, input: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const { messages, caller, language, now } = context;
  const { nudges: said } = messages;
  const scheduled = await context.host.scheduledFor(caller.member, now);
  const mutes = await ownMutes(context);
  const items = context.place === 'dm' ? scheduled.items : [];
  return answer({
    title: said.listTitle(items.length),
    audience: 'asker',
    data: {
      isOn: scheduled.isOn,
      time: scheduled.time,
      nextOn: scheduled.nextOn,
      isSaidToday: scheduled.isSaidToday,
      items,
      mutes: mutes.map(({ id, rule, subject, until, why }) => ({ id, rule, subject, until, why })),
    },
    input,
    blocks: [
      quiet(
        scheduled.isOn
          ? [
              scheduled.isSaidToday ? `${said.saidToday} ` : '',
              // Their hour is past and it may still go out: with the next pass of the clock.
              instantOf(scheduled.nextOn, scheduled.time, caller.member.timeZone) <= now
                ? said.nextSoon(scheduled.time)
                : said.nextMessage(formatDay(scheduled.nextOn, language), scheduled.time),
            ]
          : said.off,
      ),
      ...items.slice(0, SHOWN).flatMap((item) => itemLines(item, context)),
      ...(items.length > SHOWN ? [quiet(messages.nudges.digest.more(items.length - SHOWN))] : []),
      ...muteLines(mutes, context),
    ],
  });
}

function itemLines(
  { account, what, why, dueOn }: ScheduledItem,
  { messages, language }: CommandContext,
): readonly Block[] {
  return [say([{ strong: account }, ` · ${what}`]), quiet(messages.nudges.scheduled(why, formatDay(dueOn, language)))];
}

function muteLines(mutes: readonly Mute[], { messages, language }: CommandContext): readonly Block[] {
  const { nudges: said } = messages;
  if (mutes.length === 0) return [];
  return [
    say([{ strong: said.mutes }]),
    ...mutes.flatMap(({ id, rule, until }) => [
      say(said.muteLine(said.rule[rule], '', until === null ? null : formatDay(until, language))),
      ...buttons({ label: said.unmute, press: { command: 'nudges', args: { action: 'unmute', mute: id } } }),
    ]),
  ];
}

/** Those still in force. */
async function ownMutes({ views, caller, today }: CommandContext): Promise<readonly Mute[]> {
  const all = await views.all('mute');
  return all.filter((one) => one.memberId === caller.member.id && (one.until === null || one.until > today));
}

/** Seen to, put off or silenced: an item of a message, or a whole rule. */
async function settle(
  { rule, letter, item, until }: NudgesArgs,
  action: 'done' | 'snooze' | 'mute',
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { messages, language, today } = context;
  const about = letter === undefined ? ruleWide(rule) : await inLetter(letter, item ?? 0, context);
  if (about.length === 0) return refuse('invalid-argument', messages.nudges.unknownItem);
  const again = until ?? (action === 'mute' ? null : addDays(today, action === 'done' ? DONE_DAYS : SNOOZE_DAYS));
  const why = ({ done: 'done', snooze: 'snoozed', mute: 'muted' } as const)[action];
  const { changeId } = await context.record(
    { ...input, ...(again === null ? {} : { until: again }) },
    async (repositories) => {
      const known = (await repositories.all('mute')).filter((one) => one.memberId === context.caller.member.id);
      for (const each of about) {
        const before = known.find((one) => one.rule === each.rule && one.subject === each.subject);
        const record: Mute = {
          id: before?.id ?? context.newId(),
          memberId: context.caller.member.id,
          ...each,
          until: again,
          why,
          recordedAt: context.now,
        };
        await (before ? repositories.update('mute', record) : repositories.insert('mute', record));
      }
    },
  );
  if (letter !== undefined) context.host.settleLetter(letter);
  const { nudges: said } = messages;
  return answer({
    title:
      action === 'done' ? said.didDone : again === null ? said.didMute : said.didSnooze(formatDay(again, language)),
    audience: 'asker',
    tone: 'good',
    data: { items: about.map((each) => ({ ...each, until: again, why })) },
    input,
    blocks: undoButton(context, changeId),
  });
}

type About = readonly { readonly rule: NudgeRule; readonly subject: string | null }[];

const ruleWide = (rule: NudgeRule | undefined): About => (rule === undefined ? [] : [{ rule, subject: null }]);

async function inLetter(letter: string, item: number, { views, caller }: CommandContext): Promise<About> {
  const said = await views.saidIn(letter);
  return said
    .filter(
      ({ memberId, position, subject }: Said) => memberId === caller.member.id && position === item && subject !== '',
    )
    .flatMap(({ rule, subject }) => (rule === 'no-schedule' ? [] : [{ rule, subject }]));
}

async function unmute(
  { rule, mute }: NudgesArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { messages } = context;
  const wanted = (await ownMutes(context)).filter((one) => (mute === undefined ? one.rule === rule : one.id === mute));
  if (wanted.length === 0) return refuse('invalid-argument', messages.nudges.unknownItem);
  const { changeId } = await context.record(input, async (repositories) => {
    for (const one of wanted) await repositories.remove('mute', one.id);
  });
  return answer({
    title: messages.nudges.didUnmute,
    audience: 'asker',
    tone: 'good',
    data: { items: [] },
    input,
    blocks: undoButton(context, changeId),
  });
}
