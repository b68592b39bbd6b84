import { createHash } from 'node:crypto';
import { stays } from '../../src/chat/stays.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { head } from '../../src/reply/cut.ts';
import type { Content } from '../../src/router/messages.ts';
import type { Card } from './card.ts';
import { lintCard } from './card-lint.ts';
import { type FeishuFault, troubleOf } from './errors.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { maskPrivate } from './masks.ts';
import type { CardPlace } from './payload.ts';
import { type RenderedCard, renderCard } from './render.ts';

/** One look of a message. */
export interface MessageForm {
  readonly isPlain: boolean;
  /** Of a plain one a card with its words and nothing else, for where only cards can stand. */
  readonly card: Card;
  readonly text: string;
}

interface Look {
  readonly isMasked: boolean;
  readonly isPlain: boolean;
}

/**
 * Says a posting as a card, in words alone when Feishu does not take the card, and without phone numbers and e-mail addresses when
 * the organisation lets none through. Resolves with what was said last.
 */
export async function inForms<T extends object>(
  posting: Posting,
  place: CardPlace,
  say: (form: MessageForm) => Promise<T | { readonly fault: FeishuFault }>,
  { share = null, log }: { readonly share?: Content | null; readonly log: Log },
): Promise<T | { readonly fault: FeishuFault }> {
  let look: Look = { isMasked: false, isPlain: false };
  for (;;) {
    const form = formOf(posting, place, look, share, log);
    const said = await say(form);
    const trouble = 'fault' in said ? troubleOf(said.fault) : null;
    if (trouble === 'private' && !look.isMasked) look = { ...look, isMasked: true };
    else if (trouble === 'content' && !form.isPlain) {
      log.warn('Feishu does not take the look of a message: it is sent in words alone', { why: whyOf(said) });
      look = { ...look, isPlain: true };
    } else return said;
  }
}

/** A stable id for what is sent under a key: the same within an hour is sent once. At most 50 characters. */
export const uuidOf = (appId: string, key: string, part: string): string =>
  createHash('sha256')
    .update(JSON.stringify([appId, key, part]))
    .digest('hex')
    .slice(0, 40);

function formOf(posting: Posting, place: CardPlace, look: Look, share: Content | null, log: Log): MessageForm {
  const { key, language, timeZone } = posting;
  const reply = look.isMasked ? maskPrivate(posting.reply) : posting.reply;
  const context = { language, timeZone, letterKey: key, isDaily: stays(posting), place, share };
  const { card, text } = renderCard(reply, { ...context, isMasked: look.isMasked });
  const sound = look.isPlain ? plainCard(card, text) : soundCard({ card, text }, log);
  const isPlain = sound !== card;
  return { isPlain, card: sound, text };
}

/** The card as it is, or, where Feishu would not take it, one of its words alone. */
export function soundCard({ card, text }: RenderedCard, log: Log): Card {
  const faults = lintCard(card);
  if (faults.length === 0) return card;
  log.error('a card would not be taken: it is sent in words alone', { faults: faults.length });
  return plainCard(card, text);
}

/** A card of words alone: what is refused of another is nothing that stands in this one. */
function plainCard({ schema, config, header }: Card, text: string): Card {
  const { content: title } = header.title;
  // The words alone begin with what stands above them here.
  const beneath = text.startsWith(`${title}\n`) ? text.slice(title.length + 1) : text;
  const content = head(beneath, Math.floor(FEISHU_LIMITS.cardBytes / LARGEST_CHARACTER));
  return { schema, config, header, body: { elements: [{ tag: 'div', text: { tag: 'plain_text', content } }] } };
}

/** Bytes of one UTF-16 unit as JSON in UTF-8, with a margin for what JSON escapes. */
const LARGEST_CHARACTER = 4;

const whyOf = (said: object): string => ('fault' in said ? (said.fault as FeishuFault).text : '');
