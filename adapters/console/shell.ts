import type { Assets } from './assets.ts';
import { escapeHtml, jsonAttribute } from './html.ts';
import type { PageWords } from './page/protocol.ts';
import { accountsHtml, guideHtml, ICON, label, peopleHtml, placesHtml, word } from './shell-parts.ts';

const SHEETS = ['page', 'chips', 'side', 'places', 'guide', 'detail', 'panels', 'transfer', 'print'];

type Named = (file: string) => string;

const namedIn =
  ({ version }: Assets): Named =>
  (file) =>
    `/assets/${version}/${file}`;

function head(title: string, more: string, named: Named): string {
  const sheets = SHEETS.map((name) => `<link rel="stylesheet" href="${named(`${name}.css`)}">`).join('');
  return (
    `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>` +
    `<link rel="icon" href="${named('icon.svg')}" type="image/svg+xml">${sheets}${more}`
  );
}

/** The page; its member is null in the first run. What it knows at the beginning is written into it. */
export function renderPage(words: PageWords, assets: Assets): string {
  const { ui, language, member, people } = words;
  const named = namedIn(assets);
  const scripts = [...assets.files.keys()].filter((name) => name.endsWith('.js'));
  // All at once, not one after the other as each is found to import the next.
  const modules = scripts.map((name) => `<link rel="modulepreload" href="${named(name)}">`).join('');
  return `<!doctype html>
<html lang="${language}">
<head>${head(ui.product, `${modules}<script type="module" src="${named('client.js')}"></script>`, named)}</head>
<body data-words="${jsonAttribute(words)}"${member === null ? ' class="first-run"' : ''}>
<a class="skip" href="#message"${word('toMessage', ui)}</a>
<header class="top">
<button type="button" class="icon-button" id="open-side" aria-expanded="false" aria-controls="side"${label('menu', ui)}>${ICON.list}</button>
<span class="badge" id="unread-badge" aria-hidden="true" hidden></span>
<img class="mark" src="${named('icon.svg')}" alt="" width="28" height="28">
<h1${word('product', ui)}</h1>
<span class="place-name is-dm" id="place-name"></span>
<span class="link" id="link" role="status"></span>
${people === null ? `<span class="member" id="member">${escapeHtml(member?.name ?? '')}</span>` : peopleHtml(member?.name ?? '', ui)}
<button type="button" class="icon-button" id="open-transfer"${label('transfer', ui)} title="${escapeHtml(ui.transfer)}">${ICON.transfer}</button>
<button type="button" class="quiet-button" id="sign-out"${people === null ? '' : ' hidden'}${word('signOut', ui)}</button>
</header>
<nav id="side" class="side"${label('menu', ui)}>
${placesHtml(ui)}
${accountsHtml(ui)}
</nav>
<main id="scroll" tabindex="-1">
<noscript><p class="notice">${escapeHtml(ui.scripts)}</p></noscript>
<div id="log"></div>
</main>
${guideHtml(ui)}
<form id="composer" class="composer"${label('inputLabel', ui)} novalidate>
<p id="completion-count" class="unseen" role="status"></p>
<ul id="completion" class="completion" role="listbox"${label('commands', ui)} hidden></ul>
<div class="composer-row">
<textarea id="message" rows="1"${label('inputLabel', ui)} placeholder="${escapeHtml(ui.placeholder)}" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="completion" aria-describedby="keys" autocomplete="off" spellcheck="false" enterkeyhint="send"></textarea>
<button type="submit" class="send" id="send"${label('send', ui)}>${ICON.send}</button>
</div>
<p class="keys" id="keys"${word('keys', ui)}</p>
</form>
<aside id="detail" class="detail" aria-labelledby="detail-title" hidden>
<header class="detail-head">
<h2 id="detail-title" tabindex="-1"></h2>
<button type="button" class="icon-button" id="close-detail"${label('close', ui)}>${ICON.close}</button>
</header>
<div id="detail-body" class="detail-body"></div>
</aside>
<dialog id="confirm" aria-labelledby="confirm-question">
<form method="dialog">
<p id="confirm-question"></p>
<div class="buttons"><button class="button" value="no"${word('cancel', ui)}</button><button class="button danger" value="yes"${word('goOn', ui)}</button></div>
</form>
</dialog>
</body>
</html>
`;
}

/** What a browser without a valid token sees: how to get a link, in both languages. */
export function renderSignIn(assets: Assets): string {
  const named = namedIn(assets);
  return `<!doctype html>
<html lang="en">
<head>${head('KAM Assistant', '', named)}</head>
<body class="sign-in">
<main>
<img src="${named('icon.svg')}" alt="" width="40" height="40">
<section lang="en">
<h1>You need a link of your own</h1>
<p>The link this page was opened with is missing, mistyped or no longer valid.</p>
<ul>
<li>Ask an admin to send the assistant <code>/kam member YOUR NAME console</code>; it answers with your link.</li>
<li>Or, on the machine it runs on: <code>npm run -s kam -- say "/kam member YOUR NAME console"</code></li>
<li>Starting for the first time? Open the link that was printed at start.</li>
</ul>
</section>
<section lang="zh">
<h2>需要你的专属链接</h2>
<p>打开本页的链接缺失、有误或已失效。</p>
<ul>
<li>请管理员向助手发送 <code>/kam member 你的名字 console</code>，它会回复你的链接。</li>
<li>或者在运行助手的机器上执行：<code>npm run -s kam -- say "/kam member 你的名字 console"</code></li>
<li>第一次启动？请打开启动时打印的链接。</li>
</ul>
</section>
</main>
</body>
</html>
`;
}

/**
 * Loads `/` once more from our own page. A strict cookie is not sent on a visit that began on another site (a link in a mail),
 * not even after a redirect; it is on this one.
 */
export function renderBounce(): string {
  return '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>KAM Assistant</title></head><body></body></html>';
}
