import { dayOf, localTime } from '../domain/days.ts';
import { formatDay } from '../i18n/format.ts';
import type { Change } from '../ports/store.ts';
import type { Text } from '../reply/reply.ts';
import { answer, refuse } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type Command, defineCommand } from './define-command.ts';
import { positional } from './fields.ts';
import { memberNames } from './member-names.ts';
import { numberField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';
import { commandLabel, toldCall } from './told-call.ts';

const SHOWN = 20;

/** What was written is told in the words of the registry it is part of. */
export function defineChanges(all: () => readonly Command[]): Command {
  return defineCommand({
    name: 'changes',
    effect: 'read',
    role: 'viewer',
    fields: { account: positional(accountField()), limit: numberField({ least: 1, most: 200, decimals: 0 }) },
    text: {
      zh: {
        aliases: ['变更'],
        summary: '谁在什么时候写入了什么',
        fields: { account: '客户', limit: '条数' },
        examples: ['变更 华为'],
      },
      en: {
        aliases: ['audit', 'history'],
        summary: 'Who wrote what, and when',
        fields: { account: 'account', limit: 'limit' },
        examples: ['changes Northwind'],
      },
    },
    rights: ({ account }) => (account === undefined ? [{ right: 'role', role: 'admin' }] : []),
    async run({ account, limit = SHOWN }, context, input) {
      const { answers, errors } = context.messages;
      // The audit holds everything that was ever said of people, so it is for those who may know it.
      if (account && !(await context.permissions.mayReadPersonal(account))) {
        return refuse('forbidden', errors.onlyOwnPeople(account.name));
      }
      if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
      const found = await context.views.recentChanges(limit, account?.id);
      const nameOf = await memberNames(context.views);
      const entries = await Promise.all(found.map((change) => entryOf(change, context)));
      return answer({
        title: answers.changesOf(account?.name ?? null, entries.length),
        audience: 'asker',
        data: { changes: entries },
        input,
        blocks:
          entries.length === 0
            ? []
            : [
                {
                  kind: 'table',
                  columns: [answers.column.date, answers.column.who, answers.column.command, answers.column.note].map(
                    (label) => ({
                      label,
                    }),
                  ),
                  rows: found.map((change, index) => rowOf(change, entries[index], context, { all: all(), nameOf })),
                },
              ],
      });
    },
  });
}

type Entry = Awaited<ReturnType<typeof entryOf>>;

async function entryOf(change: Change, context: CommandContext) {
  const author = change.memberId === null ? null : await context.views.get('member', change.memberId);
  const undone = change.undoes === null ? await context.views.undoneBy(change.id) : undefined;
  return {
    id: change.id,
    at: new Date(change.at).toISOString(),
    by: author?.key ?? null,
    command: change.command,
    input: change.input,
    ...(change.undoes === null ? {} : { undoes: change.undoes }),
    ...(undone ? { undone: true } : {}),
  };
}

function rowOf(
  change: Change,
  entry: Entry | undefined,
  { zone, language, messages }: CommandContext,
  { all, nameOf }: { readonly all: readonly Command[]; readonly nameOf: (key: string) => string },
): readonly Text[] {
  const { answers, people } = messages;
  const when = `${formatDay(dayOf(change.at, zone), language)} ${localTime(change.at, zone)}`;
  const mark = entry?.undone ? answers.takenBack : '';
  const command = all.find(({ name }) => name === change.command);
  const { action } = change.input;
  // Nobody said it: a platform told something of a person.
  const told = change.memberId === null ? people.told[action as keyof typeof people.told] : undefined;
  const input = told === undefined ? change.input : { ...change.input, action: told };
  const label = commandLabel(command, change.command, language);
  return [
    when,
    entry?.by ? nameOf(entry.by) : answers.operator,
    `${label}${mark}`,
    toldCall(command, input, language, nameOf),
  ];
}
