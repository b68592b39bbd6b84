import { cardProblems } from './card-rules/card.ts';
import type { Delivered } from './delivery.ts';
import { isRecord, type Json, textIn } from './json.ts';
import { replaceCard } from './routes/edits.ts';
import { standingIn } from './standing.ts';
import type { Pressed, State } from './state.ts';

/** What whoever pressed is shown. `code`: of the client's own error. */
export interface PressAnswered {
  readonly toast: { readonly type: string; readonly content: string } | null;
  readonly isReplaced: boolean;
  readonly code: number | null;
}

const CODES = { late: 200341, unreachable: 200342, status: 200671, body: 200672 } as const;
const CARD_BYTES = 30 * 1024;

/** Does what the answer to a press says (feishu-cards/card-callback-communication). */
export function answerPress(state: State, pressed: Pressed, delivered: Delivered): PressAnswered {
  const { fault, ack } = delivered;
  const wrong = (code: number): PressAnswered => {
    const toast = { type: 'error', content: `${code}` };
    state.toasts.push({ user: pressed.user, message: pressed.message, ...toast });
    return { toast: null, isReplaced: false, code };
  };
  if (fault !== null) return wrong(CODES[fault]);
  if (ack === null || ack === undefined) return { toast: null, isReplaced: false, code: null };
  if (!isRecord(ack) || Object.keys(ack).some((key) => key !== 'toast' && key !== 'card')) return wrong(200672);
  const toast = toastIn(ack['toast']);
  if (toast === undefined) return wrong(200672);
  const card = cardIn(state, pressed, ack['card']);
  if (typeof card === 'number') return wrong(card);
  if (toast !== null) state.toasts.push({ user: pressed.user, message: pressed.message, ...toast });
  const message = state.messages.find((one) => one.id === pressed.message);
  if (card !== null && message !== undefined) replaceCard(state, message, card);
  return { toast, isReplaced: card !== null, code: null };
}

/** undefined: it is none. */
function toastIn(value: unknown): { type: string; content: string } | null | undefined {
  if (value === undefined) return null;
  if (!isRecord(value)) return undefined;
  const { type = 'info', content, i18n, ...more } = value;
  const isType = ['info', 'success', 'error', 'warning'].includes(String(type));
  const hasWords = (typeof content === 'string' && content !== '') || isRecord(i18n);
  if (!isType || !hasWords || Object.keys(more).length > 0) return undefined;
  return { type: String(type), content: textIn(content) };
}

/** The card that takes the place; null: none; a number: the client's error. */
function cardIn(state: State, pressed: Pressed, value: unknown): Json | null | number {
  if (value === undefined) return null;
  // Templates live in the organisation's own card builder; the double has none.
  if (!isRecord(value) || value['type'] !== 'raw' || !isRecord(value['data'])) return 200672;
  const card = value['data'];
  const message = state.messages.find((one) => one.id === pressed.message);
  if (message?.card?.['schema'] === '2.0' && card['schema'] !== '2.0') return 200830;
  const isEphemeral = message !== undefined && message.visibleTo !== null;
  const problems = cardProblems(card, standingIn(state, isEphemeral));
  return problems.length > 0 || Buffer.byteLength(JSON.stringify(card)) > CARD_BYTES ? 200673 : card;
}
