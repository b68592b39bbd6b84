import type { Contact, Day, Interaction, Member } from '../domain/records.ts';
import { formatDay, formatMoney } from '../i18n/format.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { buttons, fieldsOf, quiet, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { StepAsked } from './log-fields.ts';
import { occasionText } from './occasion-words.ts';
import type { NewContact } from './participants-field.ts';

/** What was recorded, and what its author had better look at again. */
export interface Logged {
  readonly contacts: readonly (Contact | NewContact)[];
  readonly members: readonly Member[];
  readonly steps: readonly StepAsked[];
  /** As said. */
  readonly date: Day;
  readonly interaction: Interaction;
  readonly warnings: readonly string[];
}

/** All of it for whoever told it, and in short what may be confirmed in front of those who heard it. */
export function loggedBlocks(
  logged: Logged,
  changeId: string | null,
  context: CommandContext,
): Pick<Reply, 'blocks' | 'aloud'> {
  const { interaction, warnings } = logged;
  const { accountId } = interaction;
  const next = [
    ...undoButton(context, changeId),
    ...buttons({
      label: context.messages.forms.stage,
      press: { command: 'stage', args: { account: `#${accountId}` } },
    }),
  ];
  const blocks = [
    ...fieldsOf([...met(logged, context), ...saidOf(interaction, context), ...promised(logged, context)]),
    ...warnings.map((warning): Block => quiet(warning)),
    ...next,
  ];
  if (!isForAll(logged)) return { blocks };
  const inShort = fieldsOf([...met(logged, context), ...promised(logged, context)]);
  return { blocks, aloud: { accountId, blocks: [...inShort, ...next] } };
}

/** What its author has to look at again is for the author; a note may be private (docs/method.md §18). */
const isForAll = ({ interaction: { kind, value }, warnings }: Logged): boolean =>
  warnings.length === 0 && value === null && kind !== 'note';

type Pairs = Parameters<typeof fieldsOf>[0];

/** With what was promised, what whoever may see the account reads in its timeline. */
function met({ date, contacts, members }: Logged, { messages, language }: CommandContext): Pairs {
  const { column, separator } = messages.answers;
  return [
    [column.date, formatDay(date, language)],
    [column.contacts, contacts.map(({ name }) => name).join(separator)],
    [column.members, members.map(({ name }) => name).join(separator)],
  ];
}

function saidOf({ note, answered, value, occasion }: Interaction, { messages, language }: CommandContext): Pairs {
  const { answers, words } = messages;
  const { column } = answers;
  return [
    [column.note, note],
    [column.answered, answered === null ? null : answered ? words.yes : words.no],
    [column.value, value ? formatMoney(value, language) : null],
    [column.occasion, occasion === null ? null : occasionText(occasion, messages)],
  ];
}

function promised({ steps }: Logged, { messages: { answers }, language }: CommandContext): Pairs {
  return steps.map(({ what, due, by }) => [
    answers.column.nextStep,
    answers.step(what, due ? formatDay(due, language) : null, by?.name ?? null),
  ]);
}
