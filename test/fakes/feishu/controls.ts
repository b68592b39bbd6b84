import { contentOf, formOf, INPUTS, placedIn } from './card-tree.ts';
import { isRecord, type Json, recordsIn, textIn } from './json.ts';
import { textOf } from './reading/card.ts';

/** A button of a card. */
export interface Control {
  readonly label: string;
  readonly name: string | null;
  readonly type: string;
  /** Of a callback: its value. */
  readonly value: Json | null;
  /** Of a link. */
  readonly url: string | null;
  readonly isDisabled: boolean;
  /** What the person is asked first. */
  readonly confirm: string | null;
  /** The name of the form it hands in. */
  readonly submits: string | null;
}

export interface ShownField {
  readonly label: string;
  readonly name: string;
  readonly tag: string;
  readonly form: string | null;
  readonly isRequired: boolean;
  /** What stands in it before anybody types: a text, the value of an option, several, or whether it is ticked. */
  readonly value: string | readonly string[] | boolean | null;
  readonly placeholder: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly element: Json;
}

export function controlsIn(card: Json | null): readonly Control[] {
  if (card === null) return [];
  return placedIn(card)
    .filter(({ tag }) => tag === 'button')
    .map((placed) => {
      const { element } = placed;
      const behaviors = recordsIn(element['behaviors']);
      const callback = behaviors.find(({ type }) => type === 'callback')?.['value'];
      const confirm = isRecord(element['confirm']) ? element['confirm'] : null;
      const form = formOf(placed);
      return {
        label: contentOf(element['text']),
        name: typeof element['name'] === 'string' ? element['name'] : null,
        type: textIn(element['type']) || 'default',
        value: isRecord(callback) ? callback : null,
        url: textIn(behaviors.find(({ type }) => type === 'open_url')?.['default_url']) || null,
        isDisabled: element['disabled'] === true,
        confirm: confirm === null ? null : `${contentOf(confirm['title'])}: ${contentOf(confirm['text'])}`,
        submits: element['form_action_type'] === 'submit' && form !== null ? textIn(form['name']) : null,
      };
    });
}

export function fieldsIn(card: Json | null): readonly ShownField[] {
  if (card === null) return [];
  const all = placedIn(card);
  return all.flatMap((placed, at) => {
    const { element, tag } = placed;
    if (!INPUTS.has(tag)) return [];
    const form = formOf(placed);
    return [
      {
        label: labelOf(element) || labelBefore(all.slice(0, at).map((one) => one.element)),
        name: textIn(element['name']),
        tag,
        form: form === null ? null : textIn(form['name']),
        isRequired: element['required'] === true,
        value: initialOf(element),
        placeholder: contentOf(element['placeholder']),
        options: recordsIn(element['options']).map((one) => ({
          text: contentOf(one['text']),
          value: textIn(one['value']),
        })),
        element,
      },
    ];
  });
}

const labelOf = (element: Json): string => contentOf(element['label']) || contentOf(element['text']);

/** Who has no label of its own has the words right above it: their first line, without the mark of what is needed. */
function labelBefore(earlier: readonly Json[]): string {
  const words = [...earlier].reverse().find(({ tag }) => !['column', 'column_set', 'form'].includes(String(tag)));
  const text = words?.['tag'] === 'div' ? words['text'] : words?.['tag'] === 'markdown' ? words : null;
  const [first = ''] = textOf(text).split('\n');
  return first.replace(/\s*\*$/, '').trim();
}

function initialOf(element: Json): ShownField['value'] {
  if (element['tag'] === 'checker') return element['checked'] === true;
  const { selected_values: several, initial_index: index } = element;
  if (Array.isArray(several)) return several.map(String);
  if (typeof index === 'number') return textIn(recordsIn(element['options'])[index - 1]?.['value']) || null;
  const keys = ['default_value', 'initial_option', 'initial_date', 'initial_time', 'initial_datetime'];
  return keys.map((key) => textIn(element[key])).find((value) => value !== '') ?? null;
}
