import type { Coverage } from '../domain/coverage.ts';
import { DEPARTMENTS, LAYERS } from '../domain/vocabulary.ts';
import type { Messages } from '../i18n/messages.ts';
import type { Block } from '../reply/reply.ts';
import type { Names } from './evidence-lines.ts';

/** Their departments by their layers: how many we know, and who of ours is in touch with how many (docs/method.md §7). */
export function coverageTable({ cells }: Coverage, names: Names, { words, map, answers }: Messages): readonly Block[] {
  const rows = DEPARTMENTS.flatMap((department) => {
    const here = cells.filter((cell) => cell.department === department);
    if (here.every(({ contactIds }) => contactIds.length === 0)) return [];
    const seats = LAYERS.map((layer) => {
      const cell = here.find((one) => one.layer === layer);
      if (!cell || cell.contactIds.length === 0) return '';
      const who = cell.memberIds.map((id) => names.member(id)).join(answers.separator);
      return map.seat(cell.contactIds.length, cell.links.length, who);
    });
    return [[words.department[department], ...seats]];
  });
  if (rows.length === 0) return [];
  const columns = [answers.column.department, ...LAYERS.map((layer) => words.layer[layer])].map((label) => ({ label }));
  return [{ kind: 'table', columns, rows }];
}

/** The same as data: seats where somebody is known. */
export function bookCoverage({ cells }: Coverage, names: Names) {
  return cells.flatMap(({ department, layer, contactIds, links, memberIds }) =>
    contactIds.length === 0
      ? []
      : [
          {
            department,
            layer,
            contacts: contactIds.map((id) => names.contact(id)),
            activeLinks: links.length,
            members: memberIds.map((id) => names.memberKey(id)),
          },
        ],
  );
}
