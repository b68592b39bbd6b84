import { escapeHtml } from './html.ts';
import type { PageUi } from './page/protocol.ts';

const drawn = (path: string): string =>
  `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${path}"/></svg>`;

export const ICON = {
  list: drawn('M4 5h12M4 10h12M4 15h12'),
  plus: drawn('M10 4v12M4 10h12'),
  down: drawn('M5 8l5 5 5-5'),
  close: drawn('M5 5l10 10M15 5 5 15'),
  transfer: drawn('M6 16V4M3 7l3-3 3 3M14 4v12M11 13l3 3 3-3'),
  send: drawn('M10 16V4M4.5 9.5 10 4l5.5 5.5'),
} as const;

/** The rest of an opening tag and its text: a word that the page can put in another language. */
export const word = (key: keyof PageUi, ui: PageUi): string => ` data-word="${key}">${escapeHtml(ui[key])}`;

/** The same for an element's name. */
export const label = (key: keyof PageUi, ui: PageUi): string =>
  ` aria-label="${escapeHtml(ui[key])}" data-label="${key}"`;

const SORTS = ['byAttention', 'byName', 'byStage', 'byTouch', 'byOverdue'] as const;

/** The conversation with the assistant and the channels, filled in by the page. */
export function placesHtml(ui: PageUi): string {
  return `<section class="places" aria-labelledby="places-title">
<div class="side-head">
<h2 id="places-title"${word('places', ui)}</h2><span class="count"></span>
<button type="button" class="icon-button" id="add-channel" aria-expanded="false" aria-controls="channel-form"${label('addChannel', ui)} hidden>${ICON.plus}</button>
<button type="button" class="icon-button" id="close-side"${label('close', ui)}>${ICON.close}</button>
</div>
<form id="channel-form" class="channel-form" novalidate hidden>
<input type="text" id="channel-name"${label('channelName', ui)} placeholder="${escapeHtml(ui.channelName)}" data-placeholder="channelName" aria-describedby="channel-problem" autocomplete="off" maxlength="60">
<button type="submit" class="button primary"${word('add', ui)}</button>
<p id="channel-problem" class="problem" role="alert"></p>
</form>
<ul id="places" class="place-list" aria-labelledby="places-title"></ul>
</section>`;
}

/** The list of accounts beside the chat. What it can be narrowed to is filled in by the page, in the method's words. */
export function accountsHtml(ui: PageUi): string {
  const sorts = SORTS.map((key) => `<option value="${key}"${word(key, ui)}</option>`).join('');
  return `<section class="accounts-part" aria-labelledby="side-title">
<div class="side-head">
<h2 id="side-title"${word('accounts', ui)}</h2><span id="side-count" class="count" role="status"></span>
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
</section>`;
}

/** Who the demo is being tried as, and who else it can be. */
export function peopleHtml(name: string, ui: PageUi): string {
  return `<details class="people-menu" id="people-menu">
<summary><span class="member" id="member">${escapeHtml(name)}</span>${ICON.down}</summary>
<div class="menu">
<p class="menu-title"><strong${word('speakAs', ui)}</strong> · <span${word('speakAsNote', ui)}</span></p>
<ul id="people-list"></ul>
</div>
</details>`;
}

/** Where the first minute's five things stand; filled in by the page. */
export function guideHtml(ui: PageUi): string {
  return `<section id="guide" class="guide" aria-labelledby="guide-title" hidden>
<div class="guide-head">
<h2 id="guide-title"${word('guide', ui)}</h2><span id="guide-count" class="count" role="status"></span>
<button type="button" class="quiet-button" id="guide-next" hidden></button>
<button type="button" class="quiet-button" id="guide-toggle" aria-expanded="true" aria-controls="guide-steps"></button>
<button type="button" class="icon-button" id="guide-dismiss"${label('dismiss', ui)}>${ICON.close}</button>
</div>
<ol id="guide-steps" class="guide-steps"></ol>
<p id="guide-end" class="quiet"${word('guideDone', ui)}</p>
</section>`;
}
