import type { Account, Interaction } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block, Text } from '../reply/reply.ts';
import { answer, buttons, compact, say } from './answer.ts';
import { bookInteraction } from './book-shapes.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional, required } from './fields.ts';
import { numberField } from './plain-fields.ts';
import { inOrder, isOpen, type PromiseItem, promiseLine, toPromiseItem } from './promise-lines.ts';
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
      fields: { account: '客户', limit: '条数', offset: '起始序号' },
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
      data: {
        account: account.name,
        offset,
        more: hasMore,
        interactions: entries,
        promises: {
          open: promises.open.map(shownPromise),
          done: promises.done.map(shownPromise),
          broken: promises.broken.map(shownPromise),
        },
      },
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

/** Open ones by their day, those without one last; kept and given up ones newest first. */
async function promisesOf(account: Account, context: CommandContext) {
  const steps = await context.views.ofAccount('nextStep', account.id);
  const items: PromiseItem[] = [];
  for (const step of steps) items.push(await toPromiseItem(step, account, context));
  items.sort(inOrder);
  const told = (fitting: (item: PromiseItem) => boolean, most = items.length) => items.filter(fitting).slice(0, most);
  return {
    open: told(isOpen),
    done: told(({ doneOn }) => doneOn !== null, SHOWN),
    broken: told(({ brokenOn }) => brokenOn !== null, SHOWN),
  };
}

/** As the account's panel shows it: by name, without what is not there. */
function shownPromise({ id, what, byName, due, doneOn, brokenOn, overdueDays, mayChange }: PromiseItem) {
  const overdue = (overdueDays ?? 0) > 0;
  return { id, what, by: byName, ...compact({ due, doneOn, brokenOn }), overdue, overdueDays, mayChange };
}

function promiseLines(open: readonly PromiseItem[], context: CommandContext): readonly Block[] {
  if (open.length === 0) return [];
  return [
    say([{ strong: context.messages.lists.promises }]),
    ...open.slice(0, SHOWN).map((item) => {
      const line = `• ${promiseLine(item, false, context)}`;
      return say(item.overdueDays ? [{ strong: line }] : line);
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
