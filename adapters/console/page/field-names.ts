import { make } from './elements.ts';
import type { PageName } from './protocol.ts';
import { fetchNames } from './transport.ts';

/** Inputs of forms that name somebody or something of the book, and what of it. */
const KINDS: Readonly<Record<string, PageName['kind']>> = {
  account: 'account',
  contact: 'contact',
  contacts: 'contact',
  successor: 'contact',
  reportsTo: 'contact',
  owner: 'member',
  backup: 'member',
  member: 'member',
  members: 'member',
};
const PAUSE_MS = 90;

/** Offers names in the fields of forms as they are typed, in the browser's own list. */
export function offerNames(place: HTMLElement): void {
  let asking = new AbortController();
  let timer = 0;

  async function offer(field: HTMLInputElement, kind: PageName['kind']): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = field.value;
    // The sign says that a name is due: then one letter is enough.
    const names = await fetchNames(`@${typed}`, signal);
    if (signal.aborted || field.value !== typed) return;
    listOf(field).replaceChildren(
      ...names.filter((name) => name.kind === kind).map(({ name, detail }) => new Option(detail, name)),
    );
  }

  place.addEventListener('input', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== 'text') return;
    const kind = KINDS[field.name];
    if (kind === undefined || (event instanceof InputEvent && event.isComposing)) return;
    clearTimeout(timer);
    if (field.value.trim() !== '') timer = setTimeout(() => void offer(field, kind), PAUSE_MS);
  });
}

function listOf(field: HTMLInputElement): HTMLElement {
  const id = `${field.id}-names`;
  const known = document.getElementById(id);
  if (known !== null) return known;
  const list = make('datalist', '');
  list.id = id;
  field.after(list);
  field.setAttribute('list', id);
  return list;
}
