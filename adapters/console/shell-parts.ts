import { escapeHtml } from './html.ts';
import type { PageUi } from './page/protocol.ts';

const drawn = (path: string): string =>
  `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${path}"/></svg>`;

export const ICON = {
  list: drawn('M4 5h12M4 10h12M4 15h12'),
  close: drawn('M5 5l10 10M15 5 5 15'),
  send: drawn('M10 16V4M4.5 9.5 10 4l5.5 5.5'),
} as const;

/** The rest of an opening tag and its text: a word that the page can put in another language. */
export const word = (key: keyof PageUi, ui: PageUi): string => ` data-word="${key}">${escapeHtml(ui[key])}`;

/** The same for an element's name. */
export const label = (key: keyof PageUi, ui: PageUi): string =>
  ` aria-label="${escapeHtml(ui[key])}" data-label="${key}"`;

const SORTS = ['byAttention', 'byName', 'byStage', 'byTouch', 'byOverdue'] as const;

/** The list of accounts beside the chat. What it can be narrowed to is filled in by the page, in the method's words. */
export function sideHtml(ui: PageUi): string {
  const sorts = SORTS.map((key) => `<option value="${key}"${word(key, ui)}</option>`).join('');
  return `<nav id="side" class="side" aria-labelledby="side-title">
<div class="side-head">
<h2 id="side-title"${word('accounts', ui)}</h2><span id="side-count" class="count" role="status"></span>
<button type="button" class="icon-button" id="close-side"${label('close', ui)}>${ICON.close}</button>
</div>
<div class="side-tools">
<div class="scope" role="group" aria-labelledby="side-title">
<button type="button" id="scope-mine" aria-pressed="true"${word('mine', ui)}</button>
<button type="button" id="scope-all" aria-pressed="false"${word('everybody', ui)}</button>
</div>
<input type="search" id="find"${label('find', ui)} placeholder="${escapeHtml(ui.find)}" data-placeholder="find" autocomplete="off" spellcheck="false">
<label class="tool"><span${word('sort', ui)}</span><select id="sort">${sorts}</select></label>
<label class="tool"><span${word('only', ui)}</span><select id="only"></select></label>
</div>
<div id="side-scroll" class="side-scroll" tabindex="-1">
<ul id="accounts" class="accounts" aria-labelledby="side-title"></ul>
<p id="side-note" class="side-note" role="status"></p>
</div>
</nav>`;
}
