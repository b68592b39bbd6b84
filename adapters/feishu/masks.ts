import {
  type Block,
  type Button,
  type Form,
  type Input,
  type Reply,
  type Span,
  spans,
  type Text,
  unreachable,
} from '../../src/reply/reply.ts';

/** Lengths as the standards have them, without which a long text takes its square to look through. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** A mobile number of China, parted or not. */
const MOBILE = /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
/** A landline of China, and any number with the mark of a country. */
const LANDLINE = /(?<![\d.-])\(?0\d{2,3}\)?[- ]?\d{7,8}(?!\d)/g;
const INTERNATIONAL = /\+\d{1,3}(?:[ ().-]{0,2}\d){6,14}(?!\d)/g;

/**
 * The same with telephone numbers and e-mail addresses made unreadable, for organisations whose data protection lets none through.
 * Blocks and buttons keep their places, and buttons what they do; an input that holds one is not asked for, and keeps its value
 * (`CardContext.isMasked` keeps that out of the card).
 */
export function maskPrivate(reply: Reply): Reply {
  return { ...reply, title: maskText(reply.title), blocks: reply.blocks.map(maskBlock) };
}

export function maskText(text: string): string {
  return text
    .replace(EMAIL, maskEmail)
    .replace(MOBILE, maskNumber)
    .replace(LANDLINE, maskNumber)
    .replace(INTERNATIONAL, maskNumber);
}

/** Whether there is anything to mask in it. */
export const isPrivate = (text: string): boolean => maskText(text) !== text;

const maskEmail = (email: string): string => `${email.slice(0, 1)}***@***`;

/** The first three digits and the last two stay, so that one who knows the number knows it again. */
function maskNumber(number: string): string {
  const count = number.replace(/\D/g, '').length;
  let at = 0;
  return number.replace(/\d/g, (digit) => {
    at += 1;
    return at <= 3 || at > count - 2 ? digit : '*';
  });
}

function maskBlock(block: Block): Block {
  switch (block.kind) {
    case 'text':
      return { ...block, text: maskSpans(block.text) };
    case 'fields':
      return {
        ...block,
        fields: block.fields.map(({ label, value }) => ({ label: maskText(label), value: maskSpans(value) })),
      };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, label: maskText(column.label) })),
        rows: block.rows.map((row) => row.map(maskSpans)),
      };
    case 'buttons':
      return { ...block, buttons: block.buttons.map(maskButton) };
    case 'form':
      return maskForm(block);
    case 'picture':
      return { ...block, alt: maskText(block.alt) };
    case 'file':
      return { ...block, name: maskText(block.name) };
    case 'divider':
      return block;
    default:
      return unreachable(block);
  }
}

function maskButton(button: Button): Button {
  const { confirm } = button;
  return {
    ...button,
    label: maskText(button.label),
    ...(confirm === undefined ? {} : { confirm: maskText(confirm) }),
  };
}

const maskSpans = (text: Text): Text => spans(text).map(maskSpan);

function maskSpan(span: Span): Span {
  if (typeof span === 'string') return maskText(span);
  if ('strong' in span) return { strong: maskText(span.strong) };
  if ('code' in span) return { code: maskText(span.code) };
  if ('link' in span) return isPrivate(span.href) ? maskText(span.link) : { ...span, link: maskText(span.link) };
  if ('person' in span || 'channel' in span) return { ...span, name: maskText(span.name) };
  return span;
}

function maskForm(form: Form): Form {
  const held = form.inputs.filter(isPrivateInput);
  const filled = held.map(({ name, value }) => [name, value] as const);
  const { example, ...rest } = form;
  return {
    ...rest,
    submit: maskText(form.submit),
    inputs: form.inputs.filter((input) => !isPrivateInput(input)).map(maskInput),
    kept: { ...form.kept, ...Object.fromEntries(filled) },
    ...(example === undefined ? {} : { example: maskText(example) }),
  };
}

/** Its value cannot be shown, and what is shown in its stead would be handed in. */
function isPrivateInput({ value, choices = [], reference }: Input): boolean {
  const values = [value].flat().map(String);
  const labels = choices.flatMap((choice) => [choice.value, choice.label]);
  return value !== undefined && [...values, ...labels, reference ?? ''].some(isPrivate);
}

function maskInput(input: Input): Input {
  const { hint, problem, choices } = input;
  return {
    ...input,
    label: maskText(input.label),
    ...(hint === undefined ? {} : { hint: maskText(hint) }),
    ...(problem === undefined ? {} : { problem: maskText(problem) }),
    ...(choices === undefined
      ? {}
      : { choices: choices.filter(({ value, label }) => !isPrivate(`${value} ${label}`)) }),
  };
}
