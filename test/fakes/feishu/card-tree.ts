import { isRecord, type Json, recordsIn, textIn } from './json.ts';

/** A component of a card and where it stands. */
export interface Placed {
  readonly element: Json;
  readonly tag: string;
  /** The containers around it, the outermost first; columns among them. */
  readonly within: readonly Json[];
  readonly path: string;
}

/** Tags of components that hold others (card-json-v2-components/containers). */
export const CONTAINERS = new Set(['form', 'column_set', 'column', 'collapsible_panel', 'interactive_container']);

/** Every component in the body of a card 2.0, containers before what they hold. */
export function placedIn(card: Json): readonly Placed[] {
  const body = isRecord(card['body']) ? card['body'] : {};
  return recordsIn(body['elements']).flatMap((one, i) => walk(one, [], `body.elements[${i}]`));
}

function walk(element: Json, within: readonly Json[], path: string): readonly Placed[] {
  const tag = textIn(element['tag']);
  const self: Placed = { element, tag, within, path };
  const inside = [...within, element];
  const children = tag === 'column_set' ? 'columns' : 'elements';
  const held = CONTAINERS.has(tag) ? recordsIn(element[children]) : [];
  return [self, ...held.flatMap((one, i) => walk(one, inside, `${path}.${children}[${i}]`))];
}

/** The form it stands in. */
export const formOf = ({ within }: Placed): Json | null => within.find(({ tag }) => tag === 'form') ?? null;

/** Tags of components whose value a form hands in. */
export const INPUTS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
]);

/** What a text object says: plain text or markdown as it stands. */
export const contentOf = (text: unknown): string => (isRecord(text) ? textIn(text['content']) : '');
