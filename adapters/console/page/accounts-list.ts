import { accountItem } from './account-row.ts';
import type { AccountRow, AccountsData } from './answers.ts';
import { byId, make } from './elements.ts';
import { FILTERS, passes, SORTS, type Sort, sorted } from './order.ts';
import { say, shortTerm } from './state.ts';
import { read, write } from './storage.ts';
import { askFor } from './transport.ts';

export interface AccountsList {
  /** Everything anew. */
  reload(): Promise<void>;
  /** One account anew. */
  refresh(accountId: string): Promise<void>;
  /** Marks the one that is open. */
  mark(accountId: string | null): void;
  /** In the words of now. */
  redraw(): void;
}

/** The first rows are there at once; the others follow. */
const FIRST = 20;
const CHUNK = 100;
const PAUSE_MS = 150;
/** So many are loaded by themselves; of a longer book one finds by name, or scrolls. */
const MOST = 1000;
/** Rows in the page at once until one scrolls on. */
const DRAWN = 100;

/** My accounts beside the chat: sorted and narrowed here, found by name on the server, which knows aliases. */
export function createAccountsList(open: (accountId: string) => void): AccountsList {
  const list = byId('accounts', HTMLUListElement);
  const note = byId('side-note', HTMLElement);
  const find = byId('find', HTMLInputElement);
  const sort = byId('sort', HTMLSelectElement);
  const only = byId('only', HTMLSelectElement);
  const scopes = { mine: byId('scope-mine', HTMLButtonElement), all: byId('scope-all', HTMLButtonElement) };
  const end = make('li', 'list-end');

  let rows: AccountRow[] = [];
  let total = 0;
  let scope: 'mine' | 'all' | undefined;
  let marked: string | null = null;
  let drawn = DRAWN;
  /** Counts the loads: an answer to an earlier one is no longer wanted. */
  let turn = 0;
  let timer = 0;
  /** What the load on its way asks for; `null`: none is. */
  let asking: string | null = null;
  let isStale = false;

  async function load(limit: number, offset: number): Promise<AccountsData | undefined> {
    const search = find.value.trim();
    const args = { limit, offset, ...(scope ? { scope } : {}), ...(search === '' ? {} : { search }) };
    return askFor<AccountsData>({ command: 'accounts', args });
  }

  async function reload(): Promise<void> {
    const wanted = `${scope} ${find.value.trim()}`;
    // The same is on its way: what it brings is shown first, then looked at anew.
    if (asking === wanted) {
      isStale = true;
      return;
    }
    asking = wanted;
    isStale = false;
    turn += 1;
    const mine = turn;
    const first = await load(FIRST, 0);
    if (mine !== turn) return;
    asking = null;
    if (first === undefined) {
      note.textContent = say('cannotShow');
      return;
    }
    // Which of both it was by itself, stays: what is loaded next must belong to it.
    scope = first.scope;
    rows = [...first.accounts];
    total = first.total;
    drawn = DRAWN;
    draw();
    if (isStale) return reload();
    await loadMore(mine, Math.min(total, MOST));
  }

  async function loadMore(mine: number, until: number): Promise<void> {
    while (rows.length < until) {
      // What somebody asks for meanwhile comes first.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (mine !== turn) return;
      const next = await load(CHUNK, rows.length);
      if (mine !== turn || next === undefined || next.accounts.length === 0) break;
      const known = new Set(rows.map(({ id }) => id));
      rows.push(...next.accounts.filter(({ id }) => !known.has(id)));
    }
    if (mine === turn) draw();
  }

  function draw(): void {
    const fitting = sorted(
      rows.filter((row) => passes(row, only.value)),
      sort.value as Sort,
    );
    const shown = fitting.slice(0, drawn);
    const focused = document.activeElement?.closest<HTMLElement>('[data-account]')?.dataset['account'];
    list.replaceChildren(...shown.map((row) => accountItem(row, row.id === marked)), end);
    end.hidden = shown.length === fitting.length && rows.length >= total;
    if (focused !== undefined && !list.hidden) itemOf(focused)?.focus({ preventScroll: true });
    const isAll = fitting.length === total;
    byId('side-count', HTMLElement).textContent = isAll
      ? say('count', { n: total })
      : say('countOf', { n: fitting.length, all: total });
    note.textContent = noteText(fitting.length);
    for (const [key, button] of Object.entries(scopes)) button.setAttribute('aria-pressed', String(key === scope));
  }

  function noteText(fitting: number): string {
    if (fitting === 0) return say(scope === 'mine' ? 'noneOfMine' : 'noneFound');
    return rows.length < total ? say('partly', { n: rows.length, all: total }) : '';
  }

  const itemOf = (id: string): HTMLButtonElement | null =>
    list.querySelector<HTMLButtonElement>(`[data-account="${CSS.escape(id)}"]`);

  function fillFilters(): void {
    const chosen = only.value;
    const option = (value: string, text: string): HTMLOptionElement => new Option(text, value);
    only.replaceChildren(
      option('', say('anyAccount')),
      ...FILTERS.map(([group, key, value]) => option(value, shortTerm(group, key))),
    );
    only.value = chosen;
  }

  function choose(wanted: 'mine' | 'all'): void {
    scope = wanted;
    void reload();
  }

  /** More rows where one scrolls to their end: first those that are here, then those that are not. */
  function goOn(): void {
    const fitting = rows.filter((row) => passes(row, only.value)).length;
    if (drawn < fitting) {
      drawn += DRAWN;
      draw();
    } else if (rows.length >= MOST && rows.length < total) {
      drawn += DRAWN;
      void loadMore(turn, Math.min(total, rows.length + CHUNK));
    }
  }

  new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && goOn(), {
    root: byId('side-scroll', HTMLElement),
    rootMargin: '400px',
  }).observe(end);
  find.addEventListener('input', (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), 150);
  });
  find.addEventListener('compositionend', () => void reload());
  sort.addEventListener('change', () => {
    write('sort', sort.value);
    draw();
  });
  only.addEventListener('change', draw);
  scopes.mine.addEventListener('click', () => choose('mine'));
  scopes.all.addEventListener('click', () => choose('all'));
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-account]') : null;
    if (button?.dataset['account'] !== undefined) open(button.dataset['account']);
  });
  const kept = read('sort');
  if (SORTS.some((one) => one === kept)) sort.value = kept ?? '';
  fillFilters();
  note.textContent = say('loading');

  return {
    reload,
    async refresh(accountId) {
      const known = rows.some(({ id }) => id === accountId);
      const found = await askFor<AccountsData>({ command: 'accounts', args: { account: `#${accountId}` } });
      const row = found?.accounts[0];
      // New, gone, or moved between mine and all: the list itself is another.
      if (!known || row === undefined || (scope === 'mine' && !row.mine)) return reload();
      rows = rows.map((one) => (one.id === accountId ? row : one));
      draw();
    },
    mark(accountId) {
      marked = accountId;
      for (const button of list.querySelectorAll('[aria-current]')) button.removeAttribute('aria-current');
      if (accountId !== null) itemOf(accountId)?.setAttribute('aria-current', 'true');
    },
    redraw() {
      fillFilters();
      draw();
    },
  };
}
