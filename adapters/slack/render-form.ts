import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { type InLetter, isObject, jsonValue, parseObject } from '../../src/chat/pressed.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import type { Form, Input, Reply } from '../../src/reply/reply.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { Origin } from './payload.ts';
import { plain } from './plain.ts';
import { openDrawing, replyParts, titlePart } from './render-blocks.ts';
import { viewBlocks } from './render-home.ts';
import { heading, inputBlocks } from './render-inputs.ts';
import { RENDER_WORDS, type RenderWords } from './render-words.ts';
import { boldLine, cutLine, toSection } from './spans.ts';

/** Where a modal was opened from. */
export type OpenedFrom = Exclude<Origin, { readonly kind: 'form' }>;

export interface ModalContext {
  readonly language: Language;
  readonly timeZone: string;
  /** What it is about, or what is wrong: the title of the reply the form stood in. */
  readonly title: string;
  readonly opened: OpenedFrom;
  /** Where the form stands, to read what is kept from there when it is too long for the modal; `null`: nowhere. */
  readonly at: InLetter | null;
  /** How often this modal was drawn anew, from 0: Slack keeps what was typed in a block unless its id differs. */
  readonly iteration: number;
}

/** What a modal carries along until it is sent in. */
export interface ModalMetadata {
  readonly command: string;
  /** Arguments sent along; `null`: they stand with the form at `at`. */
  readonly kept: Readonly<Record<string, unknown>> | null;
  readonly at: InLetter | null;
  readonly opened: OpenedFrom;
  readonly iteration: number;
}

/** Callback ids. */
export const MODALS = { form: 'kam:modal:form', loading: 'kam:modal:loading', notice: 'kam:modal:notice' } as const;

/**
 * A form as a modal, values and problems in place. What has no room there is kept and sent along; where that is too much for a
 * modal too, it is a notice that says so.
 */
export function renderModal(form: Form, context: ModalContext): ModalView {
  const words = RENDER_WORDS[context.language];
  const { blocks, held } = takeInputs(form.inputs, context);
  const filled = held.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value] as const);
  const metadata = toMetadata(form.command, { ...form.kept, ...Object.fromEntries(filled) }, context);
  if (metadata === null) {
    const wider = askForLongest(form);
    return wider === null ? noticeView([sayBlock(words.tooLongForm)], words.form, words) : renderModal(wider, context);
  }
  const labels = cut(held.map(({ label }) => printableLine(heading(label))).join(', '), SLACK_LIMITS.title);
  const shown = [
    ...(isShort(context.title) ? [] : titleBlocks(context.title)),
    ...blocks,
    ...(held.length === 0 ? [] : [sayBlock(words.notAsked(labels))]),
  ];
  return {
    type: 'modal',
    callback_id: MODALS.form,
    private_metadata: metadata,
    title: plain(isShort(context.title) ? context.title : words.form, SLACK_LIMITS.modalTitle),
    submit: plain(form.submit, SLACK_LIMITS.modalButton),
    close: plain(words.cancel, SLACK_LIMITS.modalButton),
    blocks: shown.length === 0 ? [sayBlock(words.sure)] : shown,
  };
}

const NOTE_BLOCK = 'kam:note';

/** A form as Slack has it, with something said above it once. */
export function withNote(
  { blocks, private_metadata: metadata, title, submit, close }: ViewOutput,
  note: string,
): ModalView {
  const noted: KnownBlock = { ...sayBlock(note), block_id: NOTE_BLOCK };
  const others = (blocks as KnownBlock[]).filter(({ block_id: id }) => id !== NOTE_BLOCK);
  return {
    type: 'modal',
    callback_id: MODALS.form,
    private_metadata: metadata,
    title,
    ...(submit === null ? {} : { submit }),
    ...(close === null ? {} : { close }),
    blocks: [noted, ...others],
  };
}

/** What opens at once, while what belongs there is still being made. */
export function renderLoading(language: Language): ModalView {
  const words = RENDER_WORDS[language];
  return { ...noticeView([sayBlock(words.loading)], words.answer, words), callback_id: MODALS.loading };
}

/** A reply that is to be read: an answer, or why there is no form. */
export function renderNotice(reply: Reply, language: Language, timeZone: string): ModalView {
  const drawing = openDrawing({ language, timeZone, letterKey: null, isDaily: false, hasTables: false });
  const { words } = drawing;
  return noticeView(viewBlocks([...titlePart(reply), ...replyParts(reply, drawing)], words), words.answer, words);
}

/** `null`: not a modal of ours. */
export function parseMetadata(metadata: string | undefined): ModalMetadata | null {
  const read = parseObject(metadata);
  if (read === null || typeof read['c'] !== 'string' || !isObject(read['o'])) return null;
  const { c: command, k: kept, l: at, o: opened, i: iteration } = read;
  return {
    command,
    kept: isObject(kept) ? kept : null,
    at: isObject(at) ? (at as unknown as InLetter) : null,
    opened: opened as unknown as OpenedFrom,
    iteration: typeof iteration === 'number' ? iteration : 0,
  };
}

/** Room for what stands above and below the inputs. */
const SPARE_BLOCKS = 2;
const SPARE_BYTES = 16_000;

/** The inputs there is room for; the others are held back. */
function takeInputs(inputs: readonly Input[], { language, iteration }: ModalContext) {
  const words = RENDER_WORDS[language];
  const blocks: KnownBlock[] = [];
  const held: Input[] = [];
  let bytes = SPARE_BYTES;
  for (const [at, input] of inputs.entries()) {
    const next = inputBlocks(input, { at, iteration, words });
    const size = Buffer.byteLength(JSON.stringify(next));
    const hasRoom =
      blocks.length + (next?.length ?? 0) + SPARE_BLOCKS <= SLACK_LIMITS.viewBlocks &&
      bytes + size <= SLACK_LIMITS.viewBytes;
    if (next === null || !hasRoom) held.push(input);
    else {
      blocks.push(...next);
      bytes += size;
    }
  }
  return { blocks, held };
}

/** What is kept becomes something to be looked at, the longest first: an input holds as much as all that a modal carries along. */
function askForLongest(form: Form): Form | null {
  const texts = Object.entries(form.kept).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  const [longest] = texts.sort((a, b) => b.value.length - a.value.length);
  if (longest === undefined) return null;
  const { [longest.name]: _, ...kept } = form.kept;
  const input: Input = { ...longest, label: longest.name, type: 'lines', required: false };
  return { ...form, kept, inputs: [...form.inputs, input] };
}

/** `null`: too long, and there is no letter to read it from; one that is drawn anew is no longer the form of its letter. */
function toMetadata(command: string, kept: Form['kept'], { at, opened, iteration }: ModalContext): string | null {
  const rest = { c: command, l: at, o: opened, i: iteration };
  const whole = jsonValue({ ...rest, k: kept });
  if (whole.length <= SLACK_LIMITS.metadata) return whole;
  const reference = jsonValue(rest);
  return at !== null && iteration === 0 && reference.length <= SLACK_LIMITS.metadata ? reference : null;
}

const isShort = (title: string): boolean => printableLine(title).length <= SLACK_LIMITS.modalTitle;

function noticeView(blocks: readonly KnownBlock[], title: string, words: RenderWords): ModalView {
  return {
    type: 'modal',
    callback_id: MODALS.notice,
    title: plain(title, SLACK_LIMITS.modalTitle),
    close: plain(words.close, SLACK_LIMITS.modalButton),
    blocks: [...blocks],
  };
}

const sayBlock = (text: string): KnownBlock => ({ type: 'section', text: plain(text, SLACK_LIMITS.textObject) });

function titleBlocks(title: string): readonly KnownBlock[] {
  const section = toSection(cutLine(boldLine(printableLine(title)), SLACK_LIMITS.title));
  return section === null ? [] : [{ type: 'rich_text', elements: [section] }];
}
