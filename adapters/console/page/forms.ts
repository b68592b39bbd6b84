import type { PageUi } from './protocol.ts';
import { FILE_BYTES, uploadFile } from './upload.ts';

/** What a filled form comes to: the arguments to send and how they read, or the inputs that are wrong. */
export type Filled =
  | { readonly ok: true; readonly args: Readonly<Record<string, unknown>>; readonly said: string }
  | { readonly ok: false; readonly first: HTMLElement | undefined };

type Value = { readonly value: unknown; readonly said: string } | { readonly problem: string } | undefined;

/** Reads and checks a form, saying beside each input what is wrong with it. */
export async function readForm(form: HTMLFormElement, ui: PageUi): Promise<Filled> {
  const args = JSON.parse(form.getAttribute('data-kept') ?? '{}') as Record<string, unknown>;
  const said: string[] = [];
  let first: HTMLElement | undefined;
  for (const input of form.querySelectorAll<HTMLElement>('.input')) {
    const name = input.getAttribute('data-name') ?? '';
    const read = await readInput(input, ui);
    const problem = read !== undefined && 'problem' in read ? read.problem : '';
    tell(input, problem);
    if (problem !== '') first ??= controls(input)[0];
    delete args[name];
    if (read !== undefined && 'value' in read) {
      // Not by assignment: a name like `__proto__` must stay a name.
      Object.defineProperty(args, name, { value: read.value, enumerable: true, configurable: true, writable: true });
      if (read.said !== '') said.push(read.said);
    }
  }
  return first === undefined ? { ok: true, args, said: said.join(' · ') } : { ok: false, first };
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controls = (input: HTMLElement): Control[] => [...input.querySelectorAll<Control>('input, textarea, select')];

function tell(input: HTMLElement, problem: string): void {
  const place = input.querySelector('.problem');
  if (place !== null) place.textContent = problem;
  for (const control of controls(input)) {
    if (problem === '') control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', 'true');
  }
}

async function readInput(input: HTMLElement, ui: PageUi): Promise<Value> {
  const read = await readValue(input, ui);
  if (read === undefined && input.hasAttribute('data-required')) return { problem: ui.required };
  return read;
}

function readValue(input: HTMLElement, ui: PageUi): Value | Promise<Value> {
  const control = controls(input)[0];
  const type = input.getAttribute('data-type');
  if (type === 'choices') return readChoices(input);
  if (control instanceof HTMLInputElement && type === 'switch') return { value: control.checked, said: '' };
  if (control instanceof HTMLInputElement && type === 'file') return readFile(control, ui);
  const typed = control?.value.trim() ?? '';
  if (typed === '') {
    // The browser empties a half-filled date; it must not pass for one left out.
    return control?.validity.badInput === true ? { problem: ui.notADate } : undefined;
  }
  if (type === 'number') return readNumber(typed, ui);
  return { value: typed, said: control instanceof HTMLSelectElement ? labelOf(control) : firstLine(typed) };
}

const labelOf = (select: HTMLSelectElement): string => select.selectedOptions[0]?.text ?? '';

function firstLine(typed: string): string {
  const line = typed.split('\n', 1)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

function readNumber(typed: string, ui: PageUi): Value {
  // Full-width digits, as a Chinese keyboard types them; commas between thousands.
  const plain = typed.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return /^[-+]?\d+(?:\.\d+)?$/.test(plain) ? { value: Number(plain), said: plain } : { problem: ui.notANumber };
}

function readChoices(input: HTMLElement): Value {
  const checked = [...input.querySelectorAll<HTMLInputElement>('input:checked')];
  // Emptying what was chosen is an answer; leaving an empty list alone is none.
  const hadSome = input.querySelector('input[checked]') !== null;
  if (checked.length === 0 && (!hadSome || input.hasAttribute('data-required'))) return undefined;
  return {
    value: checked.map((box) => box.value),
    said: checked.map((box) => box.labels?.[0]?.textContent?.trim() ?? box.value).join(', '),
  };
}

async function readFile(control: HTMLInputElement, ui: PageUi): Promise<Value> {
  const file = control.files?.[0];
  if (file === undefined) return undefined;
  if (control.hasAttribute('data-handed-in')) return handIn(file);
  if (file.size > FILE_BYTES) return { problem: ui.fileTooLarge };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { value: text, said: file.name };
  } catch {
    return { problem: ui.fileUnreadable };
  }
}

async function handIn(file: File): Promise<Value> {
  const uploaded = await uploadFile(file);
  if (uploaded.kind === 'failed') return { problem: uploaded.message };
  return { value: uploaded.file.id, said: uploaded.file.name };
}
