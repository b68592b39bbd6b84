import { ACTIONS, toCallValue, toFormValue } from '../../src/chat/pressed.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import type { Form, Input } from '../../src/reply/reply.ts';
import { bytesOf, type CardElement, countElements, type FormElement } from './card.ts';
import type { Part } from './fit.ts';
import { type AskedInput, type Standing, SUBMIT, toSubmitValue } from './form-values.ts';
import { FEISHU_LIMITS } from './limits.ts';
import {
  type Drawing,
  hidesValue,
  letterValue,
  linePart,
  lostParts,
  placeOf,
  quietPart,
  toButton,
  valueLimit,
} from './render-buttons.ts';
import { type DrawnInput, drawInput, type NewKey } from './render-inputs.ts';
import { boldLine, joinLines, toLine } from './spans.ts';

/** How the forms of a card are shown: in it, each with so much room, or as buttons that open them. */
export type FormRoom = { readonly elements: number; readonly bytes: number } | 'buttons';

/** A form, and what there is to say beside it. One without inputs is a button. */
export function formParts(form: Form, at: number, drawing: Drawing, room: FormRoom, newKey: NewKey): readonly Part[] {
  const { words } = drawing;
  const example =
    form.example === undefined ? [] : [quietPart(toLine(`${words.orTyped}${printableLine(form.example)}`, drawing))];
  if (form.inputs.length === 0) return [...callPart(form, at, drawing), ...example];
  // What cannot be handed in here is not asked for: its button would lead nowhere.
  if (form.inputs.some((input) => isFile(input) && input.required))
    return [...fileParts(form.inputs.filter(isFile), drawing), ...example];
  const drawn = room === 'buttons' ? null : drawForm(form, at, drawing, room, newKey);
  if (drawn === null) return [...problemParts(form.inputs, drawing), ...openPart(form, at, drawing), ...example];
  const { element, held } = drawn;
  const files = held.filter(isFile);
  const notAsked = held.filter((input) => !files.includes(input));
  return [
    ...problemParts(held, drawing),
    { length: bytesOf(element), isFixed: true, buttons: 1, draw: () => [{ kind: 'element', element }] },
    ...fileParts(files, drawing),
    ...(notAsked.length === 0 ? [] : [quietPart(toLine(words.notAsked(labelsOf(notAsked)), drawing))]),
    ...example,
  ];
}

const isFile = ({ type, isHandedIn }: Input): boolean => type === 'file' && isHandedIn === true;

const fileParts = (files: readonly Input[], drawing: Drawing): readonly Part[] =>
  files.map(({ label }) =>
    quietPart(toLine(`${printableLine(label)}${drawing.words.colon}${drawing.words.noFile}`, drawing)),
  );

const labelsOf = (inputs: readonly Input[]): string =>
  cut(inputs.map(({ label }) => printableLine(label)).join(', '), FEISHU_LIMITS.hint);

interface DrawnForm {
  readonly element: FormElement;
  /** Inputs there is no room for, or that a card cannot ask for. */
  readonly held: readonly Input[];
}

/** `null`: what it keeps has no room in its button, or none of its inputs has any. */
function drawForm(
  form: Form,
  at: number,
  drawing: Drawing,
  room: Exclude<FormRoom, 'buttons'>,
  newKey: NewKey,
): DrawnForm | null {
  const { words, place } = drawing;
  const shown: DrawnInput[] = [];
  const standing: Record<string, Standing> = {};
  const held: Input[] = [];
  let elements = FRAME.elements;
  let bytes = FRAME.bytes;
  for (const input of form.inputs) {
    const drawn = drawInput(input, words, newKey);
    const [count, size] = drawn === null ? [0, 0] : [countElements(drawn.elements), bytesOf(drawn) + BESIDE];
    if (drawn === null || elements + count > room.elements || bytes + size > room.bytes) {
      held.push(input);
      continue;
    }
    shown.push(drawn);
    if (drawn.standing !== null) standing[input.name] = drawn.standing;
    elements += count;
    bytes += size;
  }
  const value = submitValue(form, at, drawing, { asked: shown.flatMap(({ asked }) => asked), standing, held });
  if (value === null || shown.length === 0) return null;
  const submit = toButton(
    { label: form.submit, style: 'primary' },
    { a: `${SUBMIT}:${at}`, v: value, p: place },
    words,
  );
  const inside: readonly CardElement[] = [
    ...shown.flatMap((drawn) => drawn.elements),
    { ...submit, name: newKey('submit'), form_action_type: 'submit' },
  ];
  return { element: { tag: 'form', name: newKey('form'), elements: inside }, held };
}

/** The form itself and its button, without what that carries. */
const FRAME = { elements: 3, bytes: 800 } as const;
/** What an input adds to the button, besides what stands with it. */
const BESIDE = 20;

function submitValue(
  form: Form,
  at: number,
  drawing: Drawing,
  {
    asked,
    standing,
    held,
  }: { asked: readonly AskedInput[]; standing: Record<string, Standing>; held: readonly Input[] },
): string | null {
  const filled = held.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  const kept = { ...form.kept, ...Object.fromEntries(filled) };
  const letter = placeOf(at, null, drawing);
  const carried = { command: form.command, asked, standing, isDaily: drawing.isDaily };
  const most = drawing.letterKey === null ? FEISHU_LIMITS.buttonValueAlone : FEISHU_LIMITS.formValue;
  return toSubmitValue({ ...carried, kept: hidesValue(kept, drawing) ? null : kept, at: letter }, most);
}

/** One without inputs is just sent. */
function callPart(form: Form, at: number, drawing: Drawing): readonly Part[] {
  const place = placeOf(at, null, drawing);
  const call = { command: form.command, args: form.kept };
  const value = hidesValue(form.kept, drawing)
    ? letterValue(place, drawing)
    : toCallValue(call, place, drawing.isDaily, valueLimit(drawing));
  return buttonPart(form.submit, `${ACTIONS.call}:${at}`, value, drawing);
}

function openPart(form: Form, at: number, drawing: Drawing): readonly Part[] {
  const place = placeOf(at, null, drawing);
  const value = hidesValue([form.kept, form.inputs], drawing)
    ? letterValue(place, drawing)
    : toFormValue(form, place, drawing.isDaily, valueLimit(drawing));
  return buttonPart(drawing.words.fillIn, `${ACTIONS.form}:${at}`, value, drawing);
}

function buttonPart(label: string, a: string, v: string | null, drawing: Drawing): readonly Part[] {
  if (v === null) return lostParts([label], drawing);
  const button = toButton({ label, style: 'primary' }, { a, v, p: drawing.place }, drawing.words);
  return [{ length: bytesOf(button), isFixed: true, buttons: 1, draw: () => [{ kind: 'buttons', buttons: [button] }] }];
}

/** What is wrong with inputs that are not shown; what the title says already is not said again. */
function problemParts(inputs: readonly Input[], drawing: Drawing): readonly Part[] {
  return inputs.flatMap(({ label, problem }) =>
    problem === undefined || problem === drawing.title
      ? []
      : [linePart(joinLines(boldLine(printableLine(label)), toLine(`${drawing.words.colon}${problem}`, drawing)))],
  );
}
