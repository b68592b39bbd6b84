import { createAccountDetail } from './account-detail.ts';
import { createAccountsList } from './accounts-list.ts';
import { byId } from './elements.ts';

export interface Panels {
  /** Shows an account beside the chat. */
  open(accountId: string): void;
  /** Some accounts changed; `null`: everything may have. */
  refresh(accountIds: readonly string[] | null): void;
  /** In the words of now. */
  redraw(): void;
  /** Back to the chat, where the panels stand before it. */
  leave(): void;
}

/** Narrower than this the list is a drawer over the chat, and so is an account (page.css has the same numbers). */
const SIDE_FITS = matchMedia('(min-width: 900px)');
const DETAIL_FITS = matchMedia('(min-width: 1280px)');

/** The list of accounts and the account that is open: columns where there is room, drawers where there is none. */
export function createPanels(): Panels {
  const side = byId('side', HTMLElement);
  const panel = byId('detail', HTMLElement);
  const toggle = byId('open-side', HTMLButtonElement);
  const behind = ['scroll', 'guide', 'composer'].map((id) => byId(id, HTMLElement));
  const detail = createAccountDetail();
  const list = createAccountsList(open);
  let cameFrom: Element | null = null;

  /** What a drawer covers can be neither reached nor read. */
  function settle(): void {
    const isSideOpen = document.body.classList.contains('side-open') && !SIDE_FITS.matches;
    const isDetailOver = !panel.hidden && !DETAIL_FITS.matches;
    for (const part of behind) part.inert = isSideOpen || isDetailOver;
    side.inert = !SIDE_FITS.matches && (isDetailOver || !isSideOpen);
    toggle.setAttribute('aria-expanded', String(isSideOpen));
  }

  function setSide(isOpen: boolean): void {
    document.body.classList.toggle('side-open', isOpen);
    settle();
    // With the first place: what is behind it is a list one need not search.
    if (isOpen) (side.querySelector<HTMLElement>('.place') ?? byId('find', HTMLInputElement)).focus();
    else toggle.focus();
  }

  function open(accountId: string): void {
    cameFrom = document.activeElement;
    list.mark(accountId);
    void detail.show(accountId).then(() => {
      if (detail.shown() === accountId) byId('detail-title', HTMLElement).focus({ preventScroll: true });
    });
    document.body.classList.add('detail-open');
    settle();
  }

  function close(): void {
    detail.close();
    list.mark(null);
    document.body.classList.remove('detail-open');
    settle();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
    else byId('message', HTMLTextAreaElement).focus();
  }

  toggle.addEventListener('click', () => setSide(!document.body.classList.contains('side-open')));
  byId('close-side', HTMLButtonElement).addEventListener('click', () => setSide(false));
  byId('close-detail', HTMLButtonElement).addEventListener('click', close);
  for (const query of [SIDE_FITS, DETAIL_FITS]) query.addEventListener('change', settle);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (!panel.hidden && panel.contains(document.activeElement)) close();
    else if (document.body.classList.contains('side-open') && !SIDE_FITS.matches) setSide(false);
  });
  settle();

  return {
    open,
    refresh(accountIds) {
      const shown = detail.shown();
      if (accountIds === null) void list.reload();
      else for (const id of accountIds) void list.refresh(id);
      if (shown !== null && (accountIds === null || accountIds.includes(shown))) void detail.show(shown);
    },
    redraw() {
      list.redraw();
      const shown = detail.shown();
      if (shown !== null) void detail.show(shown);
    },
    leave() {
      document.body.classList.remove('side-open');
      if (!panel.hidden && !DETAIL_FITS.matches) close();
      settle();
    },
  };
}
