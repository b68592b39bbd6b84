import type { Nudge } from '../../domain/nudges/nudge.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Button } from '../../reply/reply.ts';

/** The one action an item is about, then what every item can do: be seen to, come later, be silent. */
export function nudgeButtons(
  nudges: readonly Nudge[],
  item: { readonly letter: string; readonly position: number },
  { nudges: said }: Messages,
): readonly Button[] {
  const [first] = nudges;
  if (!first) return [];
  const settle = (action: 'done' | 'snooze' | 'mute') => ({
    command: 'nudges',
    args: { action, letter: item.letter, item: item.position },
  });
  const isPromise = first.rule === 'next-step-due';
  return [
    ...actionOf(first, said.button),
    ...(isPromise ? [] : [{ label: said.button.done, press: settle('done') }]),
    { label: said.button.snooze, press: settle('snooze') },
    { label: said.button.mute, press: settle('mute'), confirm: said.muteAll },
  ];
}

function actionOf({ accountId, facts }: Nudge, labels: Messages['nudges']['button']): readonly Button[] {
  const account = `#${accountId}`;
  const press = (label: string, command: string, args: Readonly<Record<string, unknown>>): readonly Button[] => [
    { label, press: { command, args }, style: 'primary' },
  ];
  switch (facts.rule) {
    case 'touch-overdue':
      return press(labels.log, 'log', { account, contacts: facts.contactIds.slice(0, 1).map((id) => `#${id}`) });
    case 'festival':
    case 'birthday':
      return press(labels.plan, 'festivals', { account });
    case 'next-step-due':
      return press(labels.done, 'next', { action: 'done', step: `#${facts.nextStepId}`, account });
    case 'visit-unfinished':
    case 'buying-signal':
      return press(labels.log, 'log', { account, contacts: facts.contactIds.map((id) => `#${id}`) });
    case 'step-slip':
    case 'share-drop':
      return press(labels.why, 'why', { account });
    case 'gift-approval':
      return press(labels.approve, 'gift', { account });
    case 'policy-review':
      return press(labels.open, 'account', { name: account });
    default:
      return press(labels.who, 'who', { account });
  }
}
