import type { Account, NextStep } from '../domain/records.ts';
import { foldText } from '../language/characters.ts';
import type { CommandContext } from './context.ts';
import { type Field, type FieldScope, type Parsed, parsed, problem } from './fields.ts';
import { isOpen, mayChangePromise } from './promise-lines.ts';

/** A promise and where it was made. */
export interface PromiseAt {
  readonly step: NextStep;
  readonly account: Account;
}

/** A promise by `#id`, or by words of it among the open ones of this account, else among those the asker may change. */
export function promiseField(): Field<PromiseAt, false> {
  return {
    type: 'text',
    required: false,
    options: { free: true },
    async parse(raw, scope) {
      const { context } = scope;
      const typed = String(raw).trim();
      const found = typed.startsWith('#') ? await byId(typed.slice(1), context) : await like(typed, scope);
      const { promises } = context.messages;
      const [only, ...more] = found;
      if (only && more.length === 0) {
        scope.account = only.account;
        return parsed(only);
      }
      if (only) return several(typed, found, context);
      return problem('invalid-argument', typed.startsWith('#') ? promises.gone : promises.unknown(typed));
    },
    describe: ({ step }) => step.what,
    input: async () => ({ type: 'line' }),
  };
}

function several(typed: string, found: readonly PromiseAt[], { messages }: CommandContext): Parsed<never> {
  const { told } = messages.answers;
  const choices = found.map(({ step, account }) => ({ raw: `#${step.id}`, label: told(account.name, step.what) }));
  return problem(
    'invalid-argument',
    messages.promises.which(typed),
    choices.map(({ label }) => label),
    choices,
  );
}

async function byId(id: string, context: CommandContext): Promise<readonly PromiseAt[]> {
  const step = await context.views.get('nextStep', id);
  return step ? withAccounts([step], context) : [];
}

async function like(typed: string, { context, account }: FieldScope): Promise<readonly PromiseAt[]> {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [];
  const open = account
    ? await context.views.openPromisesAt([account.id])
    : await openOnesOf(context.caller.member.id, context);
  const steps = open.filter(({ what }) => {
    const text = bare(what);
    return wanted.every((word) => text.includes(word));
  });
  const fitting = await withAccounts(steps, context);
  // What is meant word for word is meant before what only contains it.
  const exact = fitting.filter(({ step }) => bare(step.what) === bare(typed));
  return exact.length > 0 ? exact : fitting;
}

/** Small words say nothing about which promise is meant. */
const SMALL = /^(?:the|a|an|to|of|that|my|our)$/;
const wordsOf = (typed: string): readonly string[] =>
  foldText(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SMALL.test(word));
const bare = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');

async function openOnesOf(memberId: string, context: CommandContext): Promise<readonly NextStep[]> {
  const { views } = context;
  const accounts = await views.accountsOf([memberId]);
  const own = await views.openPromisesOf([memberId]);
  const theirs = await views.openPromisesAt(accounts.map(({ id }) => id));
  return [...new Map([...own, ...theirs].map((step) => [step.id, step])).values()];
}

/** With their accounts, of those the asker may see; those the asker may change, if there are any. */
async function withAccounts(steps: readonly NextStep[], context: CommandContext): Promise<readonly PromiseAt[]> {
  const all: (PromiseAt & { readonly mine: boolean })[] = [];
  for (const step of steps) {
    const account = await context.expect('account', step.accountId);
    if (!context.permissions.maySee(account)) continue;
    all.push({ step, account, mine: isOpen(step) && (await mayChangePromise(step, account, context)) });
  }
  const changeable = all.filter(({ mine }) => mine);
  return (changeable.length > 0 ? changeable : all).map(({ step, account }) => ({ step, account }));
}
