import { byType, fault, flag, isRecord, list, oneOf, type Rule, shape, string, when } from './rules.ts';

// Lengths and fields: [T] composition-objects.d.ts and block-elements.d.ts; where [SB] limits.json names another number,
// the smaller one holds.

export const anId = string({ max: 255 });

/** 1 to 3000 characters [T]; `emoji` only with plain_text, `verbatim` only with mrkdwn. */
export const plain = (max = 3000): Rule => shape({ type: oneOf('plain_text'), text: string({ max }) }, { emoji: flag });
const mrkdwnText = (max: number): Rule => shape({ type: oneOf('mrkdwn'), text: string({ max }) }, { verbatim: flag });
export const anyText = (max = 3000): Rule => byType({ plain_text: plain(max), mrkdwn: mrkdwnText(max) });
export const mrkdwn = (max: number): Rule => byType({ mrkdwn: mrkdwnText(max) });

export const url = (max = 3000): Rule => string({ max, like: /^(https?|mailto|slack|tel):/ });

/** [T] Confirm: title 100, text 300, buttons 30. Without a title or buttons Slack writes its own. */
export const confirm: Rule = shape(
  { text: anyText(300) },
  { title: plain(100), confirm: plain(30), deny: plain(30), style: oneOf('primary', 'danger') },
);

/** [T] value 75 ([SB] 150); `url` only in overflow menus. */
const optionWith = (text: Rule, more: Record<string, Rule> = {}): Rule =>
  shape({ text, value: string({ max: 75 }) }, { description: plain(75), ...more });
export const option = optionWith(plain(75));
/** Radio buttons and checkboxes may have mrkdwn [T MrkdwnOption]. */
export const markedOption = optionWith(anyText(75));
export const overflowOption = optionWith(plain(75), { url: url() });

/** [T] label 75, 100 options; [SB] at least one. */
const optionGroup: Rule = shape({ label: plain(75), options: list(option, 1, 100) });

/** Either options or groups of them, up to 100 [T StaticSelect]. */
export const choices: Record<string, Rule> = {
  options: list(option, 1, 100),
  option_groups: list(optionGroup, 1, 100),
};
export const eitherChoices: Rule = when(
  (value) => (value['options'] === undefined) === (value['option_groups'] === undefined),
  'needs either options or option_groups',
);

/** What is chosen beforehand must be one of the options, exactly [T initial_option]. */
export function isAmong(field: 'initial_option' | 'initial_options'): Rule {
  return (value, at) => {
    if (!isRecord(value) || value[field] === undefined) return [];
    const chosen = field === 'initial_option' ? [value[field]] : value[field];
    const offered = new Set(offeredIn(value).map(bare));
    const isKnown = Array.isArray(chosen) && chosen.every((one) => offered.has(bare(one)));
    return isKnown ? [] : fault(`${at}/${field}`, 'must match one of the options exactly');
  };
}

/** What is answered to an `external_select`: like the choices of a static one. */
export const answeredChoices: Rule = shape(
  {},
  { options: list(option, 0, 100), option_groups: list(optionGroup, 0, 100) },
  eitherChoices,
);

function offeredIn(element: Record<string, unknown>): readonly unknown[] {
  const { options, option_groups: groups } = element;
  if (Array.isArray(options)) return options;
  return Array.isArray(groups) ? groups.flatMap((one) => (isRecord(one) ? one['options'] : [])) : [];
}

function bare(option: unknown): string {
  if (!isRecord(option) || !isRecord(option['text'])) return '';
  return JSON.stringify([option['text']['text'], option['value']]);
}
