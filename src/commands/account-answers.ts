import type { Account } from '../domain/records.ts';
import { channelsOf, listed } from './account-channels.ts';
import type { Input } from './account-fields.ts';
import { cadenceText } from './account-rhythm-fields.ts';
import { answer, buttons, compact, fieldsOf, maybeSame, undoButton } from './answer.ts';
import { bookAccount } from './book-shapes.ts';
import type { CommandContext } from './context.ts';
import { memberNames } from './member-names.ts';
import type { Outcome } from './outcome.ts';

/** Every account the caller sees. */
export async function listAccounts(context: CommandContext, input: Input): Promise<Outcome> {
  const all = await context.views.all('account');
  const seen = all.filter((one) => !one.archived && context.permissions.maySee(one));
  const mine = seen.filter((one) => one.ownerId === context.caller.member.id).length;
  const { answers, forms } = context.messages;
  const owners = new Map((await context.views.all('member')).map((one) => [one.id, one.name]));
  return answer({
    title: answers.accountsCount(seen.length, mine),
    data: { accounts: seen.map(({ id, name }) => ({ id, name })) },
    input,
    blocks: [
      ...(seen.length === 0
        ? buttons({ label: forms.addAccount, press: { command: 'account', args: { action: 'add' } } })
        : ([
            {
              kind: 'table',
              columns: [{ label: answers.column.account }, { label: answers.column.owner }],
              rows: seen.map((one) => [one.name, owners.get(one.ownerId) ?? '']),
            },
          ] as const)),
    ],
  });
}

/** One account in full. `like`: others it may be the same as. */
export async function show(
  one: Account,
  context: CommandContext,
  input: Input,
  changeId: string | null,
  like: readonly Account[] = [],
): Promise<Outcome> {
  const { words, answers, forms } = context.messages;
  const { column } = answers;
  const book = await bookAccount(one, context);
  const contacts = await context.views.ofAccount('contact', one.id);
  const channels = await channelsOf(one, context);
  const nameOf = await memberNames(context.views);
  return answer({
    title: one.archived ? answers.archived(one.name) : one.name,
    data: { ...book, ...compact({ channels: channels.map(({ platform, channel }) => ({ platform, channel })) }) },
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...fieldsOf([
        [column.owner, nameOf(book.owner)],
        [column.backup, book.backup && nameOf(book.backup)],
        [column.team, book.team.map(nameOf).join(answers.separator)],
        [column.aliases, one.aliases.join(answers.separator)],
        [column.kinds, one.kinds.map((kind) => words.accountKind[kind]).join(answers.separator)],
        [column.timeZone, one.timeZone],
        [column.recipientClass, one.recipientClass ? words.recipientClass[one.recipientClass] : null],
        [column.festivals, one.festivalSets?.join(answers.separator)],
        [column.cadence, cadenceText(one, context)],
        [column.contacts, contacts.map(({ name }) => name).join(answers.separator)],
        [context.messages.channels.column, channels.length === 0 ? null : listed(channels, answers.separator)],
      ]),
      ...like.flatMap((other) => {
        const merge = { command: 'merge', args: { account: `#${other.id}`, other: `#${one.id}` } };
        return maybeSame(one.name, other.name, merge, context);
      }),
      ...undoButton(context, changeId),
      ...buttons(
        { label: forms.stage, press: { command: 'stage', args: { account: `#${one.id}` } } },
        { label: forms.log, press: { command: 'log', args: { account: `#${one.id}` } } },
        { label: forms.addContact, press: { command: 'contact', args: { action: 'add', account: `#${one.id}` } } },
      ),
    ],
  });
}
