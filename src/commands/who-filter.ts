import type { PersonOn } from '../domain/people.ts';
import { DEPARTMENTS, LAYERS } from '../domain/vocabulary.ts';

/** What `who` can be narrowed to, besides departments and layers. */
const GROUPS = {
  opposed: ({ attitude, state }) => state === 'in-post' && (attitude === 'resist' || attitude === 'doubt'),
  supporters: ({ attitude, state }) => state === 'in-post' && (attitude === 'accept' || attitude === 'support'),
  deciders: ({ layer, roles, state }) =>
    state === 'in-post' && (layer === 'decision' || roles.includes('decider') || roles.includes('approver')),
  'key-people': ({ keyPerson }) => keyPerson,
  linked: ({ activeLinks }) => activeLinks.length > 0,
  unlinked: ({ activeLinks, state }) => state === 'in-post' && activeLinks.length === 0,
  gone: ({ state }) => state !== 'in-post',
} as const satisfies Record<string, (person: PersonOn) => boolean>;

/** `decision` is a layer; a department and a layer never share a key. */
export const WHO_FILTERS = [...(Object.keys(GROUPS) as (keyof typeof GROUPS)[]), ...DEPARTMENTS, ...LAYERS] as const;
export type WhoFilter = (typeof WHO_FILTERS)[number];

export function keepsPerson(person: PersonOn, filter: WhoFilter): boolean {
  if (filter in GROUPS) return GROUPS[filter as keyof typeof GROUPS](person);
  return person.department === filter || person.layer === filter;
}
