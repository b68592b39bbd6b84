import type { Happened, Promised, TimelineData } from './answers.ts';
import { make } from './elements.ts';
import { quiet } from './section.ts';
import { dayText, say, term } from './state.ts';
import { askFor } from './transport.ts';

export function promisesView({ open, done }: TimelineData['promises']): readonly HTMLElement[] {
  const list = make('ul', 'promises');
  list.append(...open.map(promiseItem));
  const shown = open.length === 0 ? [quiet(say('noPromises'))] : [list];
  if (done.length === 0) return shown;
  const kept = make('details', 'as-table');
  const past = make('ul', 'promises');
  past.append(...done.map(promiseItem));
  kept.append(make('summary', '', say('kept', { n: done.length })), past);
  return [...shown, kept];
}

function promiseItem({ what, by, due, doneOn, overdue }: Promised): HTMLElement {
  const item = make('li', 'promise');
  item.append(make('span', '', `${doneOn === undefined ? '☐' : '☑'} ${what}`));
  const day = doneOn ?? due;
  const when = day === undefined ? '' : doneOn === undefined ? say('due', { day: dayText(day) }) : dayText(day);
  item.append(make('p', 'quiet', [by ?? say('theyOwe'), when].filter((part) => part !== '').join(' · ')));
  if (overdue) item.append(make('span', 'chip overdue', say('isOverdue')));
  return item;
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
