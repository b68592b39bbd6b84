import type { BlockOptions, BlockSuggestion } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { toCode } from '../../src/chat/pressed.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type AccountChoice, createSuggestAccounts } from '../../src/services/suggest-accounts.ts';
import type { GestureBody } from './bodies.ts';
import { teamOf } from './deliveries.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { OptionSource, SlackParts } from './parts.ts';
import { plain } from './plain.ts';

/** Accounts for the menus of modals, as somebody types: of those they may see, by id. */
export function createOptions({
  store: { views },
  organisation,
  workspace,
  now,
}: Pick<SlackParts, 'store' | 'organisation' | 'workspace' | 'now'>): OptionSource {
  const suggest = createSuggestAccounts(views, organisation.adminEmails);
  return {
    async find(body: BlockSuggestion): Promise<BlockOptions> {
      const team = teamOf(body as unknown as GestureBody, workspace());
      // Whoever has a modal of ours open is known already.
      const member = await views.memberByIdentity('slack', team, body.user.id);
      return { options: member ? toOptions(await suggest(member.id, body.value, now())) : [] };
    },
  };
}

/** What a label adds to a name that is not the only one of its kind. */
const BETWEEN = ' · ';

/** Choices whose labels differ from each other: with more of what tells them apart only where the names alone would not. */
export function toOptions(choices: readonly AccountChoice[]): PlainTextOption[] {
  const shown = choices.slice(0, SLACK_LIMITS.options);
  const names = counted(shown.map(({ name }) => shortened(name, '')));
  const told = shown.map(({ name, detail }) =>
    (names.get(shortened(name, '')) ?? 0) > 1 ? shortened(name, detail) : shortened(name, ''),
  );
  const labels = counted(told);
  const seen = new Map<string, number>();
  return shown.map(({ id }, at) => {
    const label = told[at] ?? '';
    const place = (seen.get(label) ?? 0) + 1;
    seen.set(label, place);
    const unlike = (labels.get(label) ?? 0) > 1 ? shortened(label, String(place)) : label;
    return { text: plain(unlike, SLACK_LIMITS.optionText), value: toCode(`#${id}`) };
  });
}

function counted(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** In the room of a label; of what is too long the middle is left out: long names begin alike, and differ at their ends. */
function shortened(name: string, detail: string): string {
  const whole = printableLine(name);
  const tail = detail === '' ? '' : `${BETWEEN}${[...printableLine(detail)].slice(0, 30).join('')}`;
  if (whole.length + tail.length <= SLACK_LIMITS.optionText) return whole + tail;
  const room = SLACK_LIMITS.optionText - tail.length - 1;
  return `${ends(whole, Math.ceil(room / 2), 'start')}…${ends(whole, Math.floor(room / 2), 'end')}${tail}`;
}

/** So many UTF-16 units from one end at most, in whole characters. */
function ends(text: string, room: number, from: 'start' | 'end'): string {
  const characters = [...text];
  let taken = '';
  while (characters.length > 0) {
    const next = from === 'start' ? (characters.shift() ?? '') : (characters.pop() ?? '');
    if (taken.length + next.length > room) break;
    taken = from === 'start' ? taken + next : next + taken;
  }
  return taken;
}
