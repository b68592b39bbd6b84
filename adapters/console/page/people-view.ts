import type { Person } from './answers.ts';
import { make } from './elements.ts';
import { quiet } from './section.ts';
import { language, say, term } from './state.ts';

const LAYERS = ['decision', 'management', 'operation'] as const;
/** Beside the word, for whoever does not see the colour. */
const SIGN: Readonly<Record<string, string>> = { resist: '−−', doubt: '−', neutral: '○', accept: '+', support: '++' };

/** Their people by layer, those who weigh first; who has gone comes last. */
export function peopleView(people: readonly Person[], ours: Names = {}): readonly HTMLElement[] {
  if (people.length === 0) return [quiet(say('noPeople'))];
  const here = people.filter(({ state }) => state === 'in-post');
  const groups: (readonly [string, readonly Person[]])[] = [
    ...LAYERS.map((layer) => [term('layer', layer), here.filter((one) => one.layer === layer)] as const),
    [say('noLayer'), here.filter((one) => one.layer === null)],
    [say('gone'), people.filter(({ state }) => state !== 'in-post')],
  ];
  return groups.flatMap(([title, members]) => {
    if (members.length === 0) return [];
    const list = make('ul', 'people');
    const order = [...members].sort((a, b) => Number(b.keyPerson) - Number(a.keyPerson));
    list.append(...order.map((person) => personItem(person, ours)));
    return [make('h4', '', title), list];
  });
}

/** Names of ours by key. */
type Names = Readonly<Record<string, string>>;

function personItem(person: Person, ours: Names): HTMLElement {
  const { name, department, roles, attitude, state, keyPerson, activeLinks } = person;
  const item = make('li', 'person-item');
  const head = make('p', 'person-head');
  head.append(make('bdi', 'person', name));
  if (keyPerson) head.append(' ', make('span', 'chip key', `★ ${say('keyPerson')}`));
  if (state === 'in-post') head.append(' ', attitudeChip(attitude));
  else head.append(' ', make('span', 'chip plain', term('contactState', state)));
  const place = [
    department === null ? '' : term('department', department),
    ...roles.map((role) => term('procurementRole', role)),
  ];
  const links =
    activeLinks.length === 0
      ? say('noLink')
      : say('inTouch', { who: activeLinks.map((key) => ours[key] ?? key).join(separator()) });
  item.append(head, make('p', 'quiet', place.filter((part) => part !== '').join(' · ')));
  if (state === 'in-post') item.append(make('p', activeLinks.length === 0 ? 'quiet no-link' : 'quiet', links));
  return item;
}

function attitudeChip(attitude: string | null): HTMLElement {
  if (attitude === null) return make('span', 'chip plain', say('noAttitude'));
  return make('span', `chip attitude-${attitude}`, `${SIGN[attitude] ?? ''} ${term('attitude', attitude)}`);
}

const separator = (): string => (language() === 'zh' ? '、' : ', ');
