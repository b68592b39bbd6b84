import { dayOf, startOfDay } from '../domain/days.ts';
import type { Interaction, NextStep } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, refuse, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { StepAsked } from './log-fields.ts';
import { momentNow } from './moments.ts';
import type { NextArgs } from './next.ts';
import type { Outcome } from './outcome.ts';
import { promiseBlocks, toPromiseItem } from './promise-lines.ts';

/** Records a promise of the caller's outside of any talk. A note holds it: that is no touch, and resets no cadence. */
export async function addPromise(args: NextArgs, context: CommandContext): Promise<Outcome> {
  const { account, contact, what, due } = args;
  if (account === undefined || what === undefined || due === undefined)
    throw new Error('an account, what is promised and its day are needed');
  const { errors, promises } = context.messages;
  if (account.archived) return refuse('conflict', errors.archivedAccount(account.name));
  if (due < momentNow(account, context).day)
    return refuse('invalid-argument', promises.notPast(formatDay(due, context.language)));
  const { member } = context.caller;
  const understood = {
    account: account.name,
    action: 'add',
    ...(contact ? { contact: contact.name } : {}),
    what,
    due,
  };
  const { value: step, changeId } = await context.record(understood, async (repositories) => {
    const zone = context.zoneOf(account);
    const day = dayOf(context.now, zone);
    const note: Interaction = {
      id: context.newId(),
      accountId: account.id,
      contactIds: contact ? [contact.id] : [],
      memberIds: [member.id],
      kind: 'note',
      at: startOfDay(day, zone),
      day,
      note: what,
      answered: null,
      signals: [],
      value: null,
      occasion: null,
      authorId: member.id,
      recordedAt: context.now,
    };
    await repositories.insert('interaction', note);
    const promised = toNextStep({ what, due, by: member }, 0, note, context);
    await repositories.insert('nextStep', promised);
    return promised;
  });
  const item = await toPromiseItem(step, account, context);
  return answer({
    title: promises.noted(what),
    tone: 'good',
    audience: 'account-team',
    data: { items: [item] },
    input: understood,
    blocks: [...promiseBlocks([item], true, context), ...undoButton(context, changeId)],
  });
}

/** A promise as it is kept, made in this interaction. */
export function toNextStep(
  step: StepAsked,
  position: number,
  interaction: Interaction,
  context: CommandContext,
): NextStep {
  return {
    id: context.newId(),
    accountId: interaction.accountId,
    interactionId: interaction.id,
    position,
    what: step.what,
    due: step.due,
    byId: step.by?.id ?? null,
    doneOn: null,
    brokenOn: null,
    recordedAt: context.now,
  };
}
