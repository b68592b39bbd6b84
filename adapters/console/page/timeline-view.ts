import type { Happened, Promised, TimelineData } from './answers.ts';
import { make } from './elements.ts';
import { quiet } from './section.ts';
import { dayText, say, term } from './state.ts';
import { askFor } from './transport.ts';

export function promisesView({ open, done, broken }: TimelineData['promises']): readonly HTMLElement[] {
  const list = make('ul', 'promises');
  list.append(...open.map(promiseItem));
  const shown = open.length === 0 ? [quiet(say('noPromises'))] : [list];
  return [...shown, ...settled('kept', done), ...settled('gaveUp', broken)];
}

/** Those that are over, folded away. */
function settled(word: 'kept' | 'gaveUp', promises: readonly Promised[]): readonly HTMLElement[] {
  if (promises.length === 0) return [];
  const fold = make('details', 'as-table');
  const past = make('ul', 'promises');
  past.append(...promises.map(promiseItem));
  fold.append(make('summary', '', say(word, { n: promises.length })), past);
  return [fold];
}

function promiseItem(promised: Promised): HTMLElement {
  const { id, what, by, due, doneOn, brokenOn, overdue, mayChange } = promised;
  const isOpen = doneOn === undefined && brokenOn === undefined;
  const item = make('li', 'promise');
  const sign = isOpen ? '☐' : doneOn === undefined ? '✗' : '☑';
  item.append(make('span', '', `${sign} ${what}`));
  const day = doneOn ?? brokenOn ?? due;
  const when = day === undefined ? '' : isOpen ? say('due', { day: dayText(day) }) : dayText(day);
  item.append(make('p', 'quiet', [by ?? say('theyOwe'), when].filter((part) => part !== '').join(' · ')));
  if (overdue) item.append(make('span', 'chip overdue', say('isOverdue')));
  if (isOpen && mayChange) item.append(doneButton(id, what));
  return item;
}

/** One tap: like any write it goes through the chat, which answers with an undo. */
function doneButton(id: string, what: string): HTMLElement {
  const button = make('button', 'line-button', say('markDone'));
  button.type = 'button';
  button.dataset['call'] = JSON.stringify({ command: 'next', args: { action: 'done', step: `#${id}` } });
  button.setAttribute('aria-label', `${say('markDone')}: ${what}`);
  return button;
}

/** What happened, newest first, with a button for what came before. */
export function timelineView(accountId: string, data: TimelineData): readonly HTMLElement[] {
  if (data.interactions.length === 0) return [quiet(say('nothingYet'))];
  const list = make('ol', 'timeline');
  list.append(...data.interactions.map(happenedItem));
  if (!data.more) return [list];
  const more = make('button', 'button', say('more'));
  more.type = 'button';
  more.addEventListener('click', async () => {
    more.disabled = true;
    const args = { account: `#${accountId}`, offset: list.childElementCount };
    const next = await askFor<TimelineData>({ command: 'timeline', args });
    more.disabled = false;
    if (next === undefined) return;
    const added = next.interactions.map(happenedItem);
    list.append(...added);
    // The button may go; the focus stays with what it brought.
    added[0]?.focus();
    more.hidden = !next.more;
  });
  return [list, more];
}

function happenedItem({ kind, date, time, contacts, memberNames, note }: Happened): HTMLElement {
  const item = make('li', 'happened');
  item.tabIndex = -1;
  const when = document.createElement('time');
  when.dateTime = time === undefined ? date : `${date}T${time}`;
  when.textContent = time === undefined ? dayText(date) : `${dayText(date)} ${time}`;
  const head = make('p', 'happened-head');
  head.append(make('strong', '', term('interactionKind', kind)), ' ', when);
  const who = [...contacts, ...memberNames].join(' · ');
  item.append(head, make('p', 'quiet', who));
  if (note !== '') item.append(make('p', 'note', note));
  return item;
}
