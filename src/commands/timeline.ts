import type { Account, Interaction, NextStep } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block, Text } from '../reply/reply.ts';
import { answer, buttons, say } from './answer.ts';
import { bookInteraction } from './book-shapes.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { numberField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

const SHOWN = 20;
/** Longest part of a note shown in a row. */
const NOTE_SHOWN = 300;

export const timeline = defineCommand({
  name: 'timeline',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    limit: numberField({ least: 1, most: 100, decimals: 0 }),
    offset: hidden(numberField({ least: 0, most: 100_000, decimals: 0 })),
  },
  text: {
    zh: {
      aliases: ['时间线'],
      summary: '与一个客户的全部往来，最近的在前；承诺了什么、兑现了没有',
      fields: { account: '客户', limit: '条数', offset: '起始' },
      examples: ['时间线 华为'],
    },
    en: {
      aliases: ['interactions'],
      summary: 'Everything that happened with an account, newest first; what was promised, and whether it was kept',
      fields: { account: 'account', limit: 'limit', offset: 'offset' },
      examples: ['timeline Northwind'],
    },
  },
  rights: () => [],
  async run({ account, limit = SHOWN, offset = 0 }, context, input) {
    const { lists } = context.messages;
    const found = (await context.views.timeline(account.id, offset + limit + 1)).slice(offset);
    const page = found.slice(0, limit);
    const hasMore = found.length > limit;
    const entries = await Promise.all(page.map((one) => entryOf(one, account, context)));
    const promises = await promisesOf(account, context);
    return answer({
      title: lists.timelineTitle(account.name),
      data: { account: account.name, offset, more: hasMore, interactions: entries, promises },
      input,
      blocks: [
        ...promiseLines(promises.open, context),
        ...(entries.length === 0 ? [say(lists.noInteractions)] : [tableOf(entries, context)]),
        ...buttons(
          ...(hasMore
            ? [
                {
                  label: lists.more,
                  press: { command: 'timeline', args: { account: `#${account.id}`, limit, offset: offset + limit } },
                },
              ]
            : []),
          { label: context.messages.forms.log, press: { command: 'log', args: { account: `#${account.id}` } } },
        ),
      ],
    });
  },
});

type Entry = Awaited<ReturnType<typeof entryOf>>;

async function entryOf(interaction: Interaction, account: Account, context: CommandContext) {
  const book = await bookInteraction(interaction, account, context);
  const members = await Promise.all(interaction.memberIds.map((id) => context.expect('member', id)));
  return { ...book, memberNames: members.map(({ name }) => name) };
}

interface Promised {
  readonly what: string;
  /** A member's name; `null`: they owe it. */
  readonly by: string | null;
  readonly due?: string;
  readonly doneOn?: string;
  readonly overdue: boolean;
}

/** Open ones by their day, those without one last; done ones newest first. */
async function promisesOf(account: Account, context: CommandContext) {
  const { day } = momentNow(account, context);
  const steps = await context.views.ofAccount('nextStep', account.id);
  const open = steps.filter(({ doneOn }) => doneOn === null).sort(byDue);
  const done = steps
    .filter(({ doneOn }) => doneOn !== null)
    .sort((a, b) => ((a.doneOn ?? '') < (b.doneOn ?? '') ? 1 : -1))
    .slice(0, SHOWN);
  const told = async ({ what, byId, due, doneOn }: NextStep): Promise<Promised> => ({
    what,
    by: byId === null ? null : (await context.expect('member', byId)).name,
    ...(due === null ? {} : { due }),
    ...(doneOn === null ? {} : { doneOn }),
    overdue: doneOn === null && due !== null && due < day,
  });
  return { open: await Promise.all(open.map(told)), done: await Promise.all(done.map(told)) };
}

const byDue = (a: NextStep, b: NextStep): number => {
  const [one, other] = [a.due ?? '9999', b.due ?? '9999'];
  return one === other ? (a.id < b.id ? -1 : 1) : one < other ? -1 : 1;
};

function promiseLines(open: readonly Promised[], { messages, language }: CommandContext): readonly Block[] {
  if (open.length === 0) return [];
  const { lists, answers } = messages;
  return [
    say([{ strong: lists.promises }]),
    ...open.slice(0, SHOWN).map(({ what, by, due, overdue }) => {
      const line = answers.step(what, due === undefined ? null : formatDay(due, language), by);
      return say(overdue ? [`• ${line} `, { strong: lists.overdue }] : `• ${line}`);
    }),
  ];
}

function tableOf(entries: readonly Entry[], { messages, language }: CommandContext): Block {
  const { answers, words } = messages;
  const { column } = answers;
  return {
    kind: 'table',
    columns: [column.date, column.kind, column.contacts, column.members, column.note].map((label) => ({ label })),
    rows: entries.map((entry): readonly Text[] => [
      `${formatDay(entry.date, language)}${entry.time ? ` ${entry.time}` : ''}`,
      words.interactionKind[entry.kind],
      entry.contacts.join(answers.separator),
      entry.memberNames.join(answers.separator),
      entry.note.length > NOTE_SHOWN ? `${entry.note.slice(0, NOTE_SHOWN)}…` : entry.note,
    ]),
  };
}
