import type { Language } from '../../src/domain/vocabulary.ts';
import { fileSize } from '../../src/reply/file-size.ts';
import { followable } from '../../src/reply/link.ts';
import { momentFormat } from '../../src/reply/moment.ts';
import { printableLine } from '../../src/reply/printable.ts';
import {
  type Block,
  type Button,
  type Reply,
  type Span,
  spans,
  type Text,
  unreachable,
} from '../../src/reply/reply.ts';
import { escapeHtml, jsonAttribute } from './html.ts';
import { LIMITS } from './limits.ts';
import { renderForm } from './render-form.ts';
import { SERVER_WORDS } from './words.ts';

export interface Reading {
  readonly language: Language;
  readonly timeZone: string;
  /** Begins every id in the markup; unique on the page. */
  readonly id: string;
}

interface Pen {
  readonly reading: Reading;
  readonly moment: (at: number) => string;
}

/** The reply as one HTML `<article>`: every literal escaped, links only where they may be followed, content over the limits counted. */
export function renderReply(reply: Reply, reading: Reading): string {
  const pen: Pen = { reading, moment: momentFormat(reading.language, reading.timeZone) };
  const titleId = `${reading.id}-title`;
  const blocks = reply.blocks.map((block, at) => blockHtml(block, pen, `${reading.id}-${at}`, titleId)).join('');
  return (
    `<article class="reply tone-${reply.tone ?? 'neutral'}" lang="${reading.language}" aria-labelledby="${titleId}">` +
    `<h2 class="reply-title" id="${titleId}">${escapeHtml(reply.title)}</h2>${blocks}</article>`
  );
}

function blockHtml(block: Block, pen: Pen, id: string, titleId: string): string {
  switch (block.kind) {
    case 'text':
      return `<p class="text text-${block.tone ?? 'normal'}">${textHtml(block.text, pen)}</p>`;
    case 'fields':
      return fieldsHtml(block.fields, pen);
    case 'table':
      return tableHtml(block, pen, titleId);
    case 'buttons':
      return buttonsHtml(block.buttons, pen);
    case 'form':
      return renderForm(block, pen.reading.language, id);
    case 'picture':
      return pictureHtml(block.alt, block.svg);
    case 'file':
      return fileHtml(block, pen);
    case 'divider':
      return '<hr>';
    default:
      return unreachable(block);
  }
}

function cut(text: string): string {
  return text.length <= LIMITS.spanLength ? text : `${text.slice(0, LIMITS.spanLength)}…`;
}

const literal = (text: string): string => escapeHtml(cut(text));

const textHtml = (text: Text, pen: Pen): string =>
  spans(text)
    .map((span) => spanHtml(span, pen))
    .join('');

function spanHtml(span: Span, pen: Pen): string {
  if (typeof span === 'string') return literal(span);
  if ('strong' in span) return `<strong>${literal(span.strong)}</strong>`;
  if ('code' in span) return `<code>${literal(span.code)}</code>`;
  if ('link' in span) return linkHtml(span.link, span.href);
  if ('person' in span) return `<bdi class="person">${literal(span.name)}</bdi>`;
  if ('channel' in span) return `<bdi>${literal(span.name)}</bdi>`;
  if ('instant' in span) return momentHtml(span.instant, pen);
  return unreachable(span);
}

function linkHtml(label: string, href: string): string {
  const address = followable(href);
  if (address === undefined) return literal(label);
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${literal(label)}</a>`;
}

function momentHtml(at: number, pen: Pen): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '?';
  return `<time datetime="${date.toISOString()}">${escapeHtml(pen.moment(at))}</time>`;
}

function moreHtml(shown: number, all: number, pen: Pen): string {
  return shown < all ? `<p class="more">${escapeHtml(SERVER_WORDS[pen.reading.language].more(shown, all))}</p>` : '';
}

function fieldsHtml(fields: Extract<Block, { kind: 'fields' }>['fields'], pen: Pen): string {
  const shown = fields.slice(0, LIMITS.fields);
  const rows = shown.map(({ label, value }) => `<div><dt>${literal(label)}</dt><dd>${textHtml(value, pen)}</dd></div>`);
  return `<dl class="fields">${rows.join('')}</dl>${moreHtml(shown.length, fields.length, pen)}`;
}

function tableHtml(block: Extract<Block, { kind: 'table' }>, pen: Pen, titleId: string): string {
  const side = (at: number): string => (block.columns[at]?.align === 'right' ? ' class="right"' : '');
  const shown = block.rows.slice(0, LIMITS.tableRows);
  const head = block.columns.map((column, at) => `<th scope="col"${side(at)}>${literal(column.label)}</th>`).join('');
  const cell = (text: Text, at: number): string =>
    at === 0 ? `<th scope="row"${side(at)}>${textHtml(text, pen)}</th>` : `<td${side(at)}>${textHtml(text, pen)}</td>`;
  const body = shown.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  // A wide table scrolls on its own; reachable by keyboard, so that nobody needs a mouse to read its last column.
  return (
    `<div class="table" role="region" aria-labelledby="${titleId}" tabindex="0"><table>` +
    `<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${moreHtml(shown.length, block.rows.length, pen)}`
  );
}

function buttonsHtml(buttons: readonly Button[], pen: Pen): string {
  const shown = buttons.slice(0, LIMITS.buttons);
  return `<div class="buttons">${shown.map(buttonHtml).join('')}</div>${moreHtml(shown.length, buttons.length, pen)}`;
}

function buttonHtml(button: Button): string {
  const confirm = button.confirm === undefined ? '' : ` data-confirm="${escapeHtml(button.confirm)}"`;
  const style = button.style === undefined ? '' : ` ${button.style}`;
  return `<button type="button" class="button${style}" data-call="${jsonAttribute(button.press)}"${confirm}>${literal(button.label)}</button>`;
}

/** A link that the browser saves under the file's own name. */
function fileHtml({ id, name, size }: Extract<Block, { kind: 'file' }>, pen: Pen): string {
  const { download } = SERVER_WORDS[pen.reading.language];
  const shown = printableLine(name);
  const label = `${download(shown)} (${fileSize(size)})`;
  return `<p class="file"><a class="button primary" href="/api/files/${id.replace(/[^\w-]/g, '')}" download="${escapeHtml(shown)}">${literal(label)}</a></p>`;
}

function pictureHtml(alt: string, svg: string): string {
  if (svg.length > LIMITS.svgLength) return `<p class="text text-quiet">${literal(alt)}</p>`;
  // Inside <img> an SVG runs no script and loads nothing.
  const data = Buffer.from(svg, 'utf8').toString('base64');
  return `<figure><img alt="${literal(alt)}" src="data:image/svg+xml;base64,${data}"></figure>`;
}
