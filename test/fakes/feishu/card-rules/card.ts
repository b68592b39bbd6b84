import { formOf, INPUTS, type Placed, placedIn } from '../card-tree.ts';
import { isRecord, type Json, textIn } from '../json.ts';
import { elementProblems } from './elements.ts';
import { CODES, type Problem, type Standing, unknownIn, wrong } from './problem.ts';
import { behaviorProblems, configProblems, headerProblems, markdownTables } from './texts.ts';

export type { Problem, Standing } from './problem.ts';

// At most so many (card-json-v2-structure); of tables what was measured (larksuite/openclaw-lark), not what is written.
const MOST_ELEMENTS = 200;
const MOST_NESTED = 5;
const MOST_TABLES = 3;
const MOST_CHARTS = 5;

const BODY = ['direction', 'padding', 'vertical_spacing', 'horizontal_spacing', 'vertical_align', 'horizontal_align'];

/** Everything Feishu would not take of a card 2.0; the first is what it says. Its size is the concern of whoever sends it. */
export function cardProblems(card: unknown, standing: Standing): readonly Problem[] {
  if (!isRecord(card)) return [{ code: CODES.json, what: 'parse card json err' }];
  // The default is 1.0, which the double does not draw.
  if (card['schema'] !== '2.0') return [wrong('schema is not 2.0', 'ROOT')];
  const body = card['body'];
  if (!isRecord(body) || !Array.isArray(body['elements']) || !body['elements'].every(isRecord)) {
    return [wrong('body.elements is no list of components', 'ROOT -> body')];
  }
  const placed = placedIn(card);
  const link = card['card_link'];
  return [
    ...unknownIn(card, ['schema', 'config', 'card_link', 'header', 'body'], 'ROOT'),
    ...unknownIn(body, [...BODY, 'elements'], 'ROOT -> body'),
    ...configProblems(card['config'], standing),
    ...headerProblems(card['header'], standing),
    ...(isRecord(link) ? behaviorProblems([{ type: 'open_url', default_url: link['url'] }], 'card_link') : []),
    ...placed.flatMap((one) => elementProblems(one, standing)),
    ...placed.flatMap(placeProblems),
    ...formProblems(placed),
    ...totalProblems(card, placed),
  ];
}

/** Forms and tables at the root only, no table and no chart in a form (containers/form-container, content-components/table). */
function placeProblems(placed: Placed): readonly Problem[] {
  const { tag, within, path } = placed;
  const isRootOnly = tag === 'form' || tag === 'table';
  const containers = within.filter((one) => one['tag'] !== 'column').length;
  return [
    ...(isRootOnly && within.length > 0 ? [wrong(`${tag} stands at the root only`, path)] : []),
    ...(tag === 'chart' && formOf(placed) !== null ? [wrong('chart in a form', path)] : []),
    // Only in a form, as its value has no other way.
    ...(tag.startsWith('multi_select') && formOf(placed) === null ? [wrong(`${tag} outside of a form`, path)] : []),
    ...(containers > MOST_NESTED ? [wrong(`nested deeper than ${MOST_NESTED}`, path)] : []),
  ];
}

/** Names within forms are there and unique in the card; a form has what hands it in; ids are unique (containers/form-container). */
function formProblems(placed: readonly Placed[]): readonly Problem[] {
  const named = placed.filter((one) => one.tag === 'form' || (isInteractive(one) && formOf(one) !== null));
  const names = named.map(({ element }) => textIn(element['name']));
  const nameless = named.filter(({ element }) => textIn(element['name']) === '');
  const isHandedIn = ({ element }: Placed): boolean =>
    placed.some((one) => formOf(one) === element && one.element['form_action_type'] === 'submit');
  const forms = placed.filter(({ tag }) => tag === 'form');
  return [
    ...nameless.map(({ path }) => ({ code: CODES.name, what: `form element name is empty, path: ${path}` })),
    ...twice(names.filter((name) => name !== '')).map((name) => wrong(`duplicate name ${name}`, 'ROOT -> body')),
    ...twice(placed.flatMap(({ element }) => textIn(element['element_id']) || [])).map((id) =>
      wrong(`duplicate element_id ${id}`, 'ROOT -> body'),
    ),
    ...forms.filter((one) => !isHandedIn(one)).map(({ path }) => wrong('a form without a button to submit it', path)),
  ];
}

const isInteractive = ({ tag }: Placed): boolean => tag === 'button' || INPUTS.has(tag);

const twice = (all: readonly string[]): readonly string[] => [
  ...new Set(all.filter((one, i) => all.indexOf(one) !== i)),
];

function totalProblems(card: Json, placed: readonly Placed[]): readonly Problem[] {
  const elements = tagsIn(card);
  const drawn = placed.map(({ element }) => markdownTables(textIn(element['content']))).reduce((a, b) => a + b, 0);
  const tables = placed.filter(({ tag }) => tag === 'table').length + drawn;
  const charts = placed.filter(({ tag }) => tag === 'chart').length;
  return [
    ...(elements > MOST_ELEMENTS ? [{ code: CODES.elements, what: `element exceeds the limit: ${elements}` }] : []),
    ...(tables > MOST_TABLES ? [{ code: CODES.limit, what: 'card table number over limit; ErrorValue: table' }] : []),
    ...(charts > MOST_CHARTS ? [{ code: CODES.limit, what: 'card chart number over limit' }] : []),
  ];
}

/** Everything with a tag counts, the text in a button too; what a press carries and what a chart or table is made of does not. */
function tagsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + tagsIn(one), 0);
  if (!isRecord(value)) return 0;
  const inside = Object.entries(value).filter(([key]) => !['behaviors', 'chart_spec', 'rows'].includes(key));
  return (typeof value['tag'] === 'string' ? 1 : 0) + inside.reduce((sum, [, one]) => sum + tagsIn(one), 0);
}
