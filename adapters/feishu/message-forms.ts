import { createHash } from 'node:crypto';
import { LATER_MS } from '../../src/chat/faults.ts';
import { stays } from '../../src/chat/stays.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { head } from '../../src/reply/cut.ts';
import type { Content } from '../../src/router/messages.ts';
import type { Card } from './card.ts';
import { lintCard } from './card-lint.ts';
import { type FeishuFault, type Trouble, troubleOf } from './errors.ts';
import { harmless } from './escape.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { maskPrivate } from './masks.ts';
import { UNSHOWN } from './note-words.ts';
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
  /** `unshown`: nothing but that it could not be shown. */
  readonly as: 'card' | 'words' | 'unshown';
}

interface Ways {
  readonly share?: Content | null;
  /** It can be said nowhere else: what is taken in no look is at least said to be there. */
  readonly isLast?: boolean;
  readonly log: Log;
}

/**
 * Says a posting as a card, in words alone when Feishu does not take the card, and without phone numbers and e-mail addresses when
 * the organisation lets none through. Resolves with what was said last.
 */
export async function inForms<T extends object>(
  posting: Posting,
  place: CardPlace,
  say: (form: MessageForm) => Promise<T | { readonly fault: FeishuFault }>,
  { share = null, isLast = false, log }: Ways,
): Promise<T | { readonly fault: FeishuFault }> {
  let look: Look = { isMasked: false, as: 'card' };
  for (;;) {
    const form = formOf(posting, place, look, share, log);
    const said = await say(form);
    const trouble = 'fault' in said ? troubleOf(said.fault) : null;
    if (trouble === null || !ABOUT_WHAT_IT_SAYS.includes(trouble)) return said;
    // What is refused now is no word of ours: it passes.
    if (look.as === 'unshown') return trouble === 'other' ? said : { fault: later(whyOf(said)) };
    const next = nextLook(look, trouble, form, isLast);
    if (next === null) return said;
    if (next.as !== look.as) log.warn(NEXT[next.as], { why: whyOf(said) });
    look = next;
  }
}

/** `null`: there is none. */
function nextLook(look: Look, trouble: Trouble, { isPlain }: MessageForm, isLast: boolean): Look | null {
  if (trouble === 'private' && !look.isMasked) return { ...look, isMasked: true };
  if (trouble === 'content' && !isPlain) return { ...look, as: 'words' };
  return isLast ? { ...look, as: 'unshown' } : null;
}

/** What the operator is told when a look is given up. */
const NEXT: Readonly<Record<Look['as'], string>> = {
  card: '',
  words: 'Feishu does not take the look of a message: it is sent in words alone',
  unshown: 'Feishu does not take a message in any look: only that there was one is said',
};

/** What another look, or other words, may mend. */
const ABOUT_WHAT_IT_SAYS: readonly Trouble[] = ['content', 'private', 'other'];

const later = (why: string): FeishuFault => ({ kind: 'unsent', afterMs: LATER_MS, text: why });

/** A reply as the card its letter would put there at first. */
export const cardOf = (said: Said, place: CardPlace, log: Log): Card =>
  formOf(said, place, { isMasked: false, as: 'card' }, null, log).card;

/** A stable id for what is sent under a key: the same within an hour is sent once. At most 50 characters. */
export const uuidOf = (appId: string, key: string, part: string): string =>
  createHash('sha256')
    .update(JSON.stringify([appId, key, part]))
    .digest('hex')
    .slice(0, 40);

type Said = Omit<Posting, 'tenant' | 'destination'>;

function formOf(posting: Said, place: CardPlace, look: Look, share: Content | null, log: Log): MessageForm {
  const { key, language, timeZone } = posting;
  const context = { language, timeZone, letterKey: key, isDaily: stays(posting), place };
  if (look.as === 'unshown') return { isPlain: true, ...renderCard(UNSHOWN[language], context) };
  const reply = look.isMasked ? maskPrivate(posting.reply) : posting.reply;
  const { card, text } = renderCard(reply, { ...context, share, isMasked: look.isMasked });
  const sound = look.as === 'words' ? plainCard(card, text) : soundCard({ card, text }, log);
  const isPlain = sound !== card;
  return { isPlain, card: sound, text };
}

/** The card as it is, or, where Feishu would not take it, one of its words alone. */
function soundCard({ card, text }: RenderedCard, log: Log): Card {
  const faults = lintCard(card);
  if (faults.length === 0) return card;
  log.error('a card would not be taken: it is sent in words alone', { faults: faults.length });
  return plainCard(card, text);
}

/** A card of words alone: what is refused of another is nothing that stands in this one. */
function plainCard({ schema, config, header }: Card, text: string): Card {
  const title = harmless(header.title.content);
  // The words alone begin with what stands above them here.
  const beneath = text.startsWith(`${title}\n`) ? text.slice(title.length + 1) : text;
  const content = head(beneath, Math.floor(FEISHU_LIMITS.cardBytes / LARGEST_CHARACTER));
  return { schema, config, header, body: { elements: [{ tag: 'div', text: { tag: 'plain_text', content } }] } };
}

/** Bytes of one UTF-16 unit as JSON in UTF-8, with a margin for what JSON escapes. */
const LARGEST_CHARACTER = 4;

const whyOf = (said: object): string => ('fault' in said ? (said.fault as FeishuFault).text : '');
