import type { BlockOptions, BlockSuggestion } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { toCode } from '../../src/chat/pressed.ts';
import { type AccountChoice, createSuggestAccounts } from '../../src/services/suggest-accounts.ts';
import type { GestureBody } from './bodies.ts';
import { teamOf } from './deliveries.ts';
import { counted, shortened } from './labels.ts';
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

/** Choices whose labels differ from each other: with more of what tells them apart only where the names alone would not. */
export function toOptions(choices: readonly AccountChoice[]): PlainTextOption[] {
  const shown = choices.slice(0, SLACK_LIMITS.options);
  const names = counted(shown.map(({ name }) => short(name, '')));
  const told = shown.map(({ name, detail }) =>
    (names.get(short(name, '')) ?? 0) > 1 ? short(name, detail) : short(name, ''),
  );
  const labels = counted(told);
  const seen = new Map<string, number>();
  return shown.map(({ id }, at) => {
    const label = told[at] ?? '';
    const place = (seen.get(label) ?? 0) + 1;
    seen.set(label, place);
    const unlike = (labels.get(label) ?? 0) > 1 ? short(label, String(place)) : label;
    return { text: plain(unlike, SLACK_LIMITS.optionText), value: toCode(`#${id}`) };
  });
}

const short = (name: string, detail: string): string => shortened(name, detail, SLACK_LIMITS.optionText);
