import type { Account, NextStep } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, refuse, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';
import type { NextArgs } from './next.ts';
import type { Outcome } from './outcome.ts';
import { isOpen, promiseBlocks, toPromiseItem } from './promise-lines.ts';

type Input = Readonly<Record<string, unknown>>;

type Change = Exclude<NonNullable<NextArgs['action']>, 'add'>;

/** Marks a promise kept or given up, moves it, or opens it again. */
export async function changePromise(
  args: NextArgs,
  action: Change,
  context: CommandContext,
  input: Input,
): Promise<Outcome> {
  const { step: at, due, on } = args;
  if (at === undefined) throw new Error('a promise is needed');
  const { step, account } = at;
  const today = momentNow(account, context).day;
  const { promises } = context.messages;
  const lacking = faultOf(step, action, context);
  if (lacking) return lacking;
  if (action === 'move' && due !== undefined && due < today)
    return refuse('invalid-argument', promises.notPast(formatDay(due, context.language)));
  // A day that has not begun where the account is counts as its today.
  const day = on === undefined || on > today ? today : on;
  const changed: NextStep = {
    ...step,
    due: action === 'move' ? (due ?? step.due) : step.due,
    doneOn: action === 'done' ? day : null,
    brokenOn: action === 'broken' ? day : null,
  };
  const understood = {
    account: account.name,
    action,
    step: step.what,
    ...(action === 'move' ? { due: changed.due } : action === 'reopen' ? {} : { on: day }),
  };
  const { changeId } = await context.record(understood, (repositories) => repositories.update('nextStep', changed));
  return show(changed, account, action, changeId, { ...input, ...understood }, context);
}

function faultOf(step: NextStep, action: string, { messages, language }: CommandContext) {
  const { promises } = messages;
  if (action === 'reopen') return isOpen(step) ? refuse('conflict', promises.isOpen(step.what)) : undefined;
  if (isOpen(step)) return undefined;
  const how =
    step.doneOn === null
      ? promises.brokenOn(formatDay(step.brokenOn ?? '', language))
      : promises.keptOn(formatDay(step.doneOn, language));
  return refuse('conflict', promises.settled(step.what, how));
}

async function show(
  step: NextStep,
  account: Account,
  action: Change,
  changeId: string | null,
  input: Input,
  context: CommandContext,
): Promise<Outcome> {
  const { promises } = context.messages;
  const item = await toPromiseItem(step, account, context);
  const title = {
    done: promises.done(step.what),
    move: promises.moved(step.what, step.due === null ? '' : formatDay(step.due, context.language)),
    broken: promises.gaveUp(step.what),
    reopen: promises.reopened(step.what),
  }[action];
  return answer({
    title,
    tone: 'good',
    audience: 'account-team',
    data: { items: [item] },
    input,
    blocks: [...promiseBlocks([item], true, context), ...undoButton(context, changeId)],
  });
}
