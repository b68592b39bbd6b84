import type { Language } from '../domain/vocabulary.ts';
import { fileSize } from './file-size.ts';
import { followable } from './link.ts';
import { momentFormat } from './moment.ts';
import { printable, printableLine } from './printable.ts';
import { type Block, type Form, type Input, type Reply, type Span, spans, type Text, unreachable } from './reply.ts';
import { tableLines } from './text-table.ts';

/** Rows of a table that plain text carries; the rest is counted. */
export const TEXT_TABLE_ROWS = 200;

const WORDS = {
  zh: {
    colon: '：',
    toAdd: '请补充：',
    required: '（必填）',
    example: '例如：',
    oneOf: (choices: string) => `（可选：${choices}）`,
    more: (shown: number, all: number) => `显示 ${shown} / ${all} 条，其余未列出…`,
  },
  en: {
    colon: ': ',
    toAdd: 'Please add:',
    required: ' (required)',
    example: 'For example: ',
    oneOf: (choices: string) => ` (one of: ${choices})`,
    more: (shown: number, all: number) => `${shown} of ${all}, more…`,
  },
} as const;

interface Reading {
  readonly words: (typeof WORDS)[Language];
  readonly moment: (at: number) => string;
}

/** The reply as plain lines for terminals and JSON, in the reader's language and zone; never throws on what a person typed. */
export function renderText(reply: Reply, language: Language, timeZone: string): string {
  const reading: Reading = { words: WORDS[language], moment: momentFormat(language, timeZone) };
  return [printableLine(reply.title), ...reply.blocks.flatMap((block) => blockLines(block, reading))]
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

function spanText(span: Span, reading: Reading): string {
  if (typeof span === 'string') return printable(span);
  if ('strong' in span) return printable(span.strong);
  if ('code' in span) return `\`${printable(span.code)}\``;
  if ('link' in span) return linkText(span.link, span.href);
  if ('person' in span || 'channel' in span) return printable(span.name);
  if ('instant' in span) return reading.moment(span.instant);
  return unreachable(span);
}

function linkText(label: string, href: string): string {
  const address = followable(href);
  const shown = printable(label);
  return address === undefined || address === shown ? shown : `${shown} (${address})`;
}

const textOf = (text: Text, reading: Reading): string =>
  spans(text)
    .map((span) => spanText(span, reading))
    .join('');

function blockLines(block: Block, reading: Reading): string[] {
  switch (block.kind) {
    case 'text':
      return textOf(block.text, reading).split('\n');
    case 'fields':
      return block.fields.flatMap(({ label, value }) =>
        `${printableLine(label)}${reading.words.colon}${textOf(value, reading)}`.split('\n'),
      );
    case 'table':
      return tableBlock(block, reading);
    case 'buttons':
      return [block.buttons.map((button) => `[${printableLine(button.label)}]`).join(' ')];
    case 'form':
      return formLines(block, reading);
    case 'picture':
      return printable(block.alt).split('\n');
    case 'file':
      return [`${printableLine(block.name)} (${fileSize(block.size)})`];
    case 'divider':
      return ['———'];
    default:
      return unreachable(block);
  }
}

function tableBlock(block: Extract<Block, { kind: 'table' }>, reading: Reading): string[] {
  const shown = block.rows.slice(0, TEXT_TABLE_ROWS);
  const lines = tableLines(
    block.columns.map((column) => ({ ...column, label: printableLine(column.label) })),
    shown.map((row) => row.map((cell) => printableLine(textOf(cell, reading)))),
  );
  return shown.length < block.rows.length ? [...lines, reading.words.more(shown.length, block.rows.length)] : lines;
}

function formLines(form: Form, { words }: Reading): string[] {
  const lines = form.inputs.map((input) => inputLine(input, words));
  const example = form.example === undefined ? [] : `${words.example}${printable(form.example)}`.split('\n');
  return [...(lines.length === 0 ? [] : [words.toAdd, ...lines]), ...example];
}

function inputLine(input: Input, words: Reading['words']): string {
  const choices = input.choices?.map((choice) => choice.label).join(' / ') ?? '';
  const notes = [input.problem, input.hint].filter((note) => note !== undefined);
  const asked = `${input.label}${input.required ? words.required : ''}${choices === '' ? '' : words.oneOf(choices)}`;
  return `- ${printableLine(notes.length === 0 ? asked : `${asked}${words.colon}${notes.join(' · ')}`)}`;
}
