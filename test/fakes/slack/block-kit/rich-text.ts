import { anId, url } from './composition.ts';
import { byType, flag, integer, list, number, oneOf, type Rule, shape, string } from './rules.ts';

// [T] block-elements.d.ts, RichText…; indent and border [SB].

const style = shape({}, { bold: flag, code: flag, italic: flag, strike: flag, underline: flag });
const piece = (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  shape({ type: string(), ...required }, { style, ...optional });

const PIECES: Readonly<Record<string, Rule>> = {
  text: piece({ text: string() }),
  link: piece({ url: url() }, { text: string({ min: 0 }), unsafe: flag }),
  user: piece({ user_id: anId }),
  usergroup: piece({ usergroup_id: anId }),
  channel: piece({ channel_id: anId }),
  team: piece({ team_id: anId }),
  broadcast: piece({ range: oneOf('here', 'channel', 'everyone') }),
  emoji: piece({ name: string() }, { unicode: string(), url: url() }),
  date: piece({ timestamp: number, format: string() }, { url: url(), fallback: string() }),
  color: piece({ value: string() }),
};

const pieces = list(byType(PIECES), 0, Number.POSITIVE_INFINITY);
const border = integer(0, 1);
const section = shape({ type: oneOf('rich_text_section'), elements: pieces });

const PARTS: Readonly<Record<string, Rule>> = {
  rich_text_section: section,
  rich_text_list: shape(
    {
      type: string(),
      style: oneOf('bullet', 'ordered'),
      elements: list(byType({ rich_text_section: section }), 0, Number.POSITIVE_INFINITY),
    },
    { indent: integer(0, 8), offset: integer(0, Number.MAX_SAFE_INTEGER), border },
  ),
  rich_text_quote: shape({ type: string(), elements: pieces }, { border }),
  rich_text_preformatted: shape(
    { type: string(), elements: list(byType(PIECES, ['text', 'link']), 0, Number.POSITIVE_INFINITY) },
    { border },
  ),
};

export const richText: Rule = shape(
  { type: oneOf('rich_text'), elements: list(byType(PARTS), 0, Number.POSITIVE_INFINITY) },
  { block_id: anId },
);
