import type { BirthdayFacts, FestivalFacts } from '../../domain/nudges/greeting-facts.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Button } from '../../reply/reply.ts';

/** What the reader of an item may do about it. */
export interface Reader {
  /** Whether they may write the account: only then can they act on it. */
  readonly mayWrite: boolean;
}

/** The one action an item is about, then what every item can do: be seen to, come later, be silent. */
export function nudgeButtons(
  nudges: readonly Nudge[],
  item: { readonly letter: string; readonly position: number },
  reader: Reader,
  { nudges: said }: Messages,
): readonly Button[] {
  const actions = nudgeActions(nudges, reader, said.button);
  // Where the thing itself can be done, that is what "done" means.
  const isDone = ({ label }: Button) => label === said.button.done;
  const settling = settleButtons(item, said);
  return [...actions, ...(actions.some(isDone) ? settling.filter((one) => !isDone(one)) : settling)];
}

/** What every item can do: be seen to, come later, be silent. */
export function settleButtons(
  { letter, position }: { readonly letter: string; readonly position: number },
  { button, muteAll }: Messages['nudges'],
): readonly Button[] {
  const settle = (action: 'done' | 'snooze' | 'mute') => ({
    command: 'nudges',
    args: { action, letter, item: position },
  });
  return [
    { label: button.done, press: settle('done') },
    { label: button.snooze, press: settle('snooze') },
    { label: button.mute, press: settle('mute'), confirm: muteAll },
  ];
}

/** What the thing itself asks for. */
export function nudgeActions(
  nudges: readonly Nudge[],
  { mayWrite }: Reader,
  labels: Messages['nudges']['button'],
): readonly Button[] {
  const [first] = nudges;
  if (!first) return [];
  const { accountId, facts } = first;
  const account = `#${accountId}`;
  const press = (label: string, command: string, args: Readonly<Record<string, unknown>>): Button => ({
    label,
    press: { command, args },
    style: 'primary',
  });
  switch (facts.rule) {
    case 'touch-overdue':
      return mayWrite
        ? [press(labels.log, 'log', { account, contacts: facts.contactIds.slice(0, 1).map((id) => `#${id}`) })]
        : [];
    case 'festival':
    case 'birthday':
      return mayWrite ? greetingActions(nudges, facts, press, labels) : [];
    case 'next-step-due':
      return [press(labels.done, 'next', { action: 'done', step: `#${facts.nextStepId}`, account })];
    case 'visit-unfinished':
    case 'buying-signal':
      return mayWrite ? [press(labels.log, 'log', { account, contacts: facts.contactIds.map((id) => `#${id}`) })] : [];
    case 'step-slip':
    case 'share-drop':
      return [press(labels.why, 'why', { account })];
    case 'gift-approval':
      return [press(labels.approve, 'gift', { action: 'approvals' })];
    case 'policy-review':
      return [press(labels.open, 'account', { account })];
    default:
      return [press(labels.who, 'who', { account })];
  }
}

/** One person is greeted with a tap; of several it is shown who they are. */
function greetingActions(
  nudges: readonly Nudge[],
  { contactId, on, occasions, planned }: FestivalFacts | BirthdayFacts,
  press: (label: string, command: string, args: Readonly<Record<string, unknown>>) => Button,
  labels: Messages['nudges']['button'],
): readonly Button[] {
  const account = `#${nudges[0]?.accountId ?? ''}`;
  if (nudges.length > 1) return [press(labels.open, 'festivals', { account })];
  const about = { account, contact: `#${contactId}`, occasion: occasions[0]?.key ?? '', on };
  return [
    ...(planned === null ? [press(labels.plan, 'festivals', { action: 'plan', ...about })] : []),
    press(labels.done, 'festivals', { action: 'done', ...about }),
  ];
}
