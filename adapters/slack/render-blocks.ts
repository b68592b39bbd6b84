import type { Button as ButtonElement, ConfirmationDialog, HeaderBlock, RichTextElement } from '@slack/types';
import { inGroups } from '../../src/chat/fit.ts';
import { ACTIONS, type InLetter, toCallValue, toFormValue, toShareValue } from '../../src/chat/pressed.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { cut } from '../../src/reply/cut.ts';
import { fileSize } from '../../src/reply/file-size.ts';
import { momentFormat } from '../../src/reply/moment.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type Block, type Button, type Form, type Reply, type Tone, unreachable } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { type Part, textLength } from './fit.ts';
import { toLabels } from './labels.ts';
import { SLACK_LIMITS } from './limits.ts';
import { plain } from './plain.ts';
import { linesTable, nativeTable } from './render-table.ts';
import { RENDER_WORDS, type RenderWords } from './render-words.ts';
import { boldLine, cutLine, joinLines, type Line, type Pen, toLine, toSection, toSmallPrint } from './spans.ts';

/** Everything that parts of one reply are drawn with. */
export interface Drawing extends Pen {
  readonly words: RenderWords;
  /** The letter the reply goes out as; `null`: none. */
  readonly letterKey: string | null;
  readonly isDaily: boolean;
  /** Whether the place takes Slack's own tables. */
  readonly hasTables: boolean;
}

export function openDrawing(
  options: Omit<Drawing, 'moment' | 'words'> & { readonly language: Language; readonly timeZone: string },
): Drawing {
  const { language, timeZone, ...rest } = options;
  return { ...rest, moment: momentFormat(language, timeZone), words: RENDER_WORDS[language] };
}

/** The blocks of a reply, in their order. */
export function replyParts(reply: Reply, drawing: Drawing): readonly Part[] {
  // A message takes one table of Slack's own.
  const native = drawing.hasTables ? reply.blocks.findIndex(({ kind }) => kind === 'table') : -1;
  return reply.blocks.flatMap((block, at) =>
    blockParts(block, at, { ...drawing, hasTables: at === native, title: reply.title }),
  );
}

const MARKS: Readonly<Record<Exclude<Tone, 'neutral'>, string>> = {
  good: 'white_check_mark',
  warning: 'warning',
  danger: 'no_entry',
};

/** What the reply says in a line, with a mark of its tone. */
export function titlePart({ title, tone = 'neutral' }: Reply): readonly Part[] {
  const mark: readonly RichTextElement[] =
    tone === 'neutral'
      ? []
      : [
          { type: 'emoji', name: MARKS[tone] },
          { type: 'text', text: ' ' },
        ];
  return richPart(cutLine(boldLine(printableLine(title)), SLACK_LIMITS.title), mark);
}

/** The same as the heading of a page, where it is short enough for one. */
export function headingPart(reply: Reply): readonly Part[] {
  const text = plain(reply.title, SLACK_LIMITS.header);
  if (printableLine(reply.title) !== text.text) return titlePart(reply);
  const block: HeaderBlock = { type: 'header', text };
  return [{ length: text.text.length, isFixed: true, buttons: 0, draw: () => [{ kind: 'block', block }] }];
}

/** Small print that is shown whole. */
export function saidPart(text: string): Part {
  const line = toLine(text, { moment: String });
  return { ...smallPart(line), isFixed: true, draw: () => [{ kind: 'small', elements: toSmallPrint(line) }] };
}

/** A drawing of one block. */
interface BlockDrawing extends Drawing {
  /** What the reply says already. */
  readonly title: string;
}

function blockParts(block: Block, at: number, drawing: BlockDrawing): readonly Part[] {
  const { words } = drawing;
  switch (block.kind) {
    case 'text': {
      const line = toLine(block.text, drawing);
      return block.tone === 'quiet' ? [smallPart(line)] : richPart(line);
    }
    case 'fields':
      return fieldsPart(block.fields, drawing);
    case 'table':
      return drawing.hasTables ? nativeTable(block, drawing, words) : linesTable(block, drawing, words);
    case 'buttons':
      return buttonParts(block.buttons, at, drawing);
    case 'form':
      return formParts(block, at, drawing);
    case 'picture':
      return [smallPart(toLine(block.alt, drawing))];
    case 'file':
      return richPart(toLine(words.file(`${printableLine(block.name)} (${fileSize(block.size)})`), drawing), [
        { type: 'emoji', name: 'page_facing_up' },
        { type: 'text', text: ' ' },
      ]);
    case 'divider':
      return [{ length: 0, isFixed: true, buttons: 0, draw: () => [{ kind: 'block', block: { type: 'divider' } }] }];
    default:
      return unreachable(block);
  }
}

/** A paragraph; `before`: what stands at its beginning and is never cut. */
function richPart(line: Line, before: readonly RichTextElement[] = []): readonly Part[] {
  if (toSection(line) === null) return [];
  return [
    {
      length: line.length + before.length,
      isFixed: false,
      buttons: 0,
      draw(limit) {
        const section = toSection(cutLine(line, limit - before.length));
        return section === null
          ? []
          : [{ kind: 'rich', elements: [{ ...section, elements: [...before, ...section.elements] }] }];
      },
    },
  ];
}

function smallPart(line: Line): Part {
  return {
    length: line.length,
    isFixed: false,
    buttons: 0,
    draw: (limit) => [{ kind: 'small', elements: toSmallPrint(cutLine(line, limit)) }],
  };
}

/** A line for each, in one paragraph. */
function fieldsPart(fields: Extract<Block, { kind: 'fields' }>['fields'], drawing: Drawing): readonly Part[] {
  const lines = fields.map(({ label, value }, at) =>
    joinLines(
      boldLine(`${at === 0 ? '' : '\n'}${printableLine(label)}${drawing.words.colon.trimEnd()}`),
      toLine(drawing.words.colon.endsWith(' ') ? ' ' : '', drawing),
      toLine(value, drawing),
    ),
  );
  return richPart(joinLines(...lines));
}

function buttonParts(buttons: readonly Button[], block: number, drawing: Drawing): readonly Part[] {
  const elements: ButtonElement[] = [];
  const lost: string[] = [];
  const labels = toLabels(
    buttons.map(({ label }) => label),
    SLACK_LIMITS.buttonText,
  );
  for (const [at, button] of buttons.entries()) {
    const value = toCallValue(button.press, placeOf(block, at, drawing), drawing.isDaily, SLACK_LIMITS.buttonValue);
    const label = labels[at] ?? '';
    if (value === null) lost.push(button.label);
    else elements.push(toButton({ ...button, label }, `${ACTIONS.call}:${block}.${at}`, value, drawing.words));
  }
  return [...elementParts(elements), ...lostParts(lost, drawing)];
}

/** A few at a time, so that as many as possible are there when not all have room; those that follow each other share a block. */
const TOGETHER = 5;

function elementParts(elements: readonly ButtonElement[]): readonly Part[] {
  return inGroups(elements, TOGETHER).map((group) => ({
    length: textLength(group),
    isFixed: true,
    buttons: group.length,
    draw: () => [{ kind: 'buttons', buttons: group }],
  }));
}

/** Buttons whose call is too long where there is no letter to find it in. */
function lostParts(labels: readonly string[], { words }: Drawing): readonly Part[] {
  return labels.length === 0 ? [] : [saidPart(words.noButton(cut(labels.map(printableLine).join(', '), LOST)))];
}

const LOST = 200;

function placeOf(block: number, button: number | null, { letterKey }: Drawing): InLetter | null {
  return letterKey === null ? null : { letter: letterKey, block, button };
}

/** In a message a form is what is wrong with it, and a button that opens it; one without inputs is just sent. */
function formParts(form: Form, at: number, drawing: BlockDrawing): readonly Part[] {
  const { words, isDaily } = drawing;
  const problems = form.inputs.flatMap(({ label, problem }) =>
    problem === undefined || problem === drawing.title
      ? []
      : richPart(joinLines(boldLine(`${printableLine(label)}${words.colon}`), toLine(problem, drawing))),
  );
  const example =
    form.example === undefined ? [] : [smallPart(toLine(`${words.orTyped}${printableLine(form.example)}`, drawing))];
  const isAsking = form.inputs.length > 0;
  const place = placeOf(at, null, drawing);
  const value = isAsking
    ? toFormValue(form, place, isDaily, SLACK_LIMITS.buttonValue)
    : toCallValue({ command: form.command, args: form.kept }, place, isDaily, SLACK_LIMITS.buttonValue);
  const label = isAsking ? words.fillIn : form.submit;
  const actionId = `${isAsking ? ACTIONS.form : ACTIONS.call}:${at}`;
  const button =
    value === null
      ? lostParts([label], drawing)
      : elementParts([toButton({ label, style: 'primary' }, actionId, value, words)]);
  return [...problems, ...button, ...example];
}

/** The button that says the same aloud. */
export function sharePart(content: Content, { words }: Drawing): readonly Part[] {
  const value = toShareValue(content, SLACK_LIMITS.buttonValue);
  return value === null ? [] : elementParts([toButton({ label: words.share }, ACTIONS.share, value, words)]);
}

function toButton(
  { label, style, confirm }: Pick<Button, 'label' | 'style' | 'confirm'>,
  actionId: string,
  value: string,
  words: RenderWords,
): ButtonElement {
  const asked: ConfirmationDialog | undefined =
    confirm === undefined
      ? undefined
      : {
          title: plain(words.sure, SLACK_LIMITS.confirmTitle),
          text: plain(confirm, SLACK_LIMITS.confirmText),
          confirm: plain(label, SLACK_LIMITS.confirmButton),
          deny: plain(words.no, SLACK_LIMITS.confirmButton),
          ...(style === 'danger' ? { style } : {}),
        };
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label, SLACK_LIMITS.buttonText),
    value,
    ...(style === undefined ? {} : { style }),
    ...(asked === undefined ? {} : { confirm: asked }),
  };
}
