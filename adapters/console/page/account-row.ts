import type { AccountRow } from './answers.ts';
import { make } from './elements.ts';
import { say, shortTerm, term } from './state.ts';

/** A sign beside each colour: nobody has to tell red from green. */
const SIGN = { high: '▲', some: '◆', none: '●' } as const;

/** One account of the list, as a button that opens it. */
export function accountItem(row: AccountRow, isOpen: boolean): HTMLLIElement {
  const item = make('li', 'account-item');
  const button = make('button', `account attention-${row.attention}`);
  button.type = 'button';
  button.dataset['account'] = row.id;
  if (isOpen) button.setAttribute('aria-current', 'true');
  button.append(make('span', 'account-name', row.name), chipsOf(row));
  item.append(button);
  return item;
}

/** Stage, step, attention and what speaks for it. */
export function chipsOf(row: AccountRow): HTMLElement {
  const chips = make('span', 'chips');
  chips.append(
    make('span', `chip stage stage-${row.stage}`, shortTerm('cooperationStage', row.stage)),
    make('span', 'chip', say('step', { n: row.step })),
    make(
      'span',
      `chip attention attention-${row.attention}`,
      `${SIGN[row.attention]} ${term('attention', row.attention)}`,
    ),
    make('span', 'chip plain', touchText(row.daysSinceTouch)),
  );
  if (row.overdue > 0) chips.append(make('span', 'chip overdue', say('overdue', { n: row.overdue })));
  return chips;
}

function touchText(days: number | null): string {
  if (days === null) return say('never');
  if (days < 2) return say(days === 0 ? 'today' : 'yesterday');
  return say('daysAgo', { n: days });
}
