import { daysBetween } from '../domain/days.ts';
import { by, compareText } from '../domain/order.ts';
import type { Account, Day, NextStep } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block, Button } from '../reply/reply.ts';
import { buttons, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

/** A promise as answers tell of it. */
export interface PromiseItem {
  readonly id: string;
  readonly account: string;
  readonly what: string;
  readonly due: Day | null;
  /** A member's key; `them`: they owe it. */
  readonly by: string;
  /** The member's name; `null`: they owe it. */
  readonly byName: string | null;
  /** Days past its day while open; 0: not past it; `null`: it has none. */
  readonly overdueDays: number | null;
  readonly doneOn: Day | null;
  readonly brokenOn: Day | null;
  /** Where it was promised. */
  readonly interaction: string;
  /** Whether the asker may mark, move or give it up. */
  readonly mayChange: boolean;
}

export const isOpen = ({ doneOn, brokenOn }: Pick<NextStep, 'doneOn' | 'brokenOn'>): boolean =>
  doneOn === null && brokenOn === null;

/** Whoever promised it keeps it; else who may write the account. A viewer writes nothing. */
export async function mayChangePromise(step: NextStep, account: Account, context: CommandContext): Promise<boolean> {
  const { caller, permissions } = context;
  if (caller.role === 'viewer') return false;
  return step.byId === caller.member.id || permissions.mayWrite(account);
}

export async function toPromiseItem(step: NextStep, account: Account, context: CommandContext): Promise<PromiseItem> {
  const { id, what, due, byId, doneOn, brokenOn, interactionId } = step;
  const member = byId === null ? null : await context.expect('member', byId);
  const today = momentNow(account, context).day;
  const past = due === null ? null : Math.max(0, daysBetween(due, today));
  return {
    id,
    account: account.name,
    what,
    due,
    by: member?.key ?? 'them',
    byName: member?.name ?? null,
    overdueDays: isOpen(step) ? past : due === null ? null : 0,
    doneOn,
    brokenOn,
    interaction: interactionId,
    mayChange: await mayChangePromise(step, account, context),
  };
}

/** The longest overdue first, then by the day they are due, then those without one; settled ones newest first. */
export const inOrder = by<Settling>(
  (a, b) => compareText(settledOn(b) ?? '', settledOn(a) ?? ''),
  (a, b) => compareText(a.due ?? '9999', b.due ?? '9999'),
  (a, b) => compareText(a.id, b.id),
);

type Settling = Pick<NextStep, 'id' | 'due' | 'doneOn' | 'brokenOn'>;
const settledOn = ({ doneOn, brokenOn }: Settling): Day | null => doneOn ?? brokenOn;

/** One promise in a line, without its account where all are of one. */
export function promiseLine(
  item: PromiseItem,
  withAccount: boolean,
  { messages, language }: Pick<CommandContext, 'messages' | 'language'>,
): string {
  const { promises } = messages;
  return promises.line(
    item.what,
    withAccount ? item.account : null,
    item.byName ?? promises.theyOwe,
    whenOf(item, { messages, language }),
  );
}

function whenOf(
  { due, overdueDays, doneOn, brokenOn }: PromiseItem,
  { messages, language }: Pick<CommandContext, 'messages' | 'language'>,
): string {
  const { promises } = messages;
  if (doneOn !== null) return promises.keptOn(formatDay(doneOn, language));
  if (brokenOn !== null) return promises.brokenOn(formatDay(brokenOn, language));
  if (due === null) return '';
  return promises.due(formatDay(due, language), overdueDays ?? 0);
}

/** Each promise with what can be done about it. */
export function promiseBlocks(
  items: readonly PromiseItem[],
  withAccount: boolean,
  context: CommandContext,
): readonly Block[] {
  return items.flatMap((item) => {
    const line = promiseLine(item, withAccount, context);
    return [
      say(item.overdueDays ? [{ strong: `• ${line}` }] : `• ${line}`),
      ...buttons(...promiseButtons(item, context)),
    ];
  });
}

/** What the asker may do about one. */
export function promiseButtons(item: PromiseItem, { messages }: Pick<CommandContext, 'messages'>): readonly Button[] {
  if (!item.mayChange) return [];
  const { button, sureBroken } = messages.promises;
  const press = (action: string) => ({ command: 'next', args: { action, step: `#${item.id}` } });
  if (!isOpen(item)) return [{ label: button.reopen, press: press('reopen') }];
  return [
    { label: button.done, press: press('done') },
    { label: button.move, press: press('move') },
    { label: button.broken, press: press('broken'), confirm: sureBroken },
  ];
}
