import type { Account } from '../domain/records.ts';
import type { Audience, Block, Button, Call, Reply, Text, Tone } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import type { ErrorCode, Outcome, Refusal } from './outcome.ts';

export interface AnswerParts {
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly blocks?: readonly Block[];
  readonly tone?: Tone;
  readonly audience?: Audience;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly aloud?: Reply['aloud'];
}

export function answer(parts: AnswerParts): Outcome {
  const { title, data, blocks = [], tone, audience = 'members', input, aloud } = parts;
  const reply: Reply = {
    ...{ title, audience, blocks: withButtonsTogether(blocks) },
    ...(tone ? { tone } : {}),
    ...(aloud ? { aloud: { ...aloud, blocks: withButtonsTogether(aloud.blocks) } } : {}),
  };
  return { kind: 'done', data, reply, ...(input ? { input } : {}) };
}

/** Buttons that follow each other stand in one row. */
function withButtonsTogether(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    if (block.kind === 'buttons' && before?.kind === 'buttons') {
      joined[joined.length - 1] = { kind: 'buttons', buttons: [...before.buttons, ...block.buttons] };
    } else joined.push(block);
  }
  return joined;
}

export function refuse(
  code: ErrorCode,
  message: string,
  more: { readonly suggestions?: readonly string[]; readonly help?: Refusal['help'] } = {},
): Refusal {
  const { suggestions = [], help } = more;
  return { kind: 'refused', code, message, suggestions, ...(help ? { help } : {}) };
}

/** The button that takes one's own write back, when something was written. */
export function undoButton(context: CommandContext, changeId: string | null): readonly Block[] {
  return changeId === null
    ? []
    : buttons({ label: context.messages.forms.undo, press: { command: 'undo', args: { change: changeId } } });
}

/** Says that an entry looks like one that is there already, with the button that merges the two. */
export const maybeSame = (
  fresh: string,
  known: string,
  merge: Call,
  { messages }: CommandContext,
): readonly Block[] => [
  quiet(messages.answers.maybeSame(known)),
  ...buttons({ label: messages.forms.merge(fresh, known), press: merge, confirm: messages.forms.sure }),
];

export const buttons = (...all: readonly Button[]): readonly Block[] =>
  all.length === 0 ? [] : [{ kind: 'buttons', buttons: all }];

/** Fields of a reply; those without a value are left out. */
export function fieldsOf(
  pairs: readonly (readonly [label: string, value: Text | null | undefined])[],
): readonly Block[] {
  const fields = pairs.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ label, value }],
  );
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }];
}

export const quiet = (text: Text): Block => ({ kind: 'text', text, tone: 'quiet' });
export const say = (text: Text): Block => ({ kind: 'text', text });

/** Whether names and private matters of this account may be said to this asker in this place (docs/method.md §18). */
export async function maySayPersonal(account: Account, context: CommandContext): Promise<boolean> {
  return context.place === 'dm' && (await context.permissions.mayReadPersonal(account));
}

/** Drops keys without a value: a record is shown "as in the book", where absent means unknown. */
export function compact<T extends object>(record: T): Partial<T> {
  const entries = Object.entries(record).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as Partial<T>;
}
