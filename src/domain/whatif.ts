import type { Moment } from './moment.ts';
import type { AccountState, Member } from './records.ts';
import type { FactKind } from './vocabulary.ts';

/** Something that has not happened. */
export type Hypothesis =
  /** The two meet. The member may be new to the account. */
  | { readonly kind: 'touch'; readonly member: Member; readonly contactId: string }
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'order' }
  | { readonly kind: 'fact'; readonly factKind: FactKind; readonly what: string };

/**
 * The account as it would be if this happened at that moment; nothing else changes, and nothing is written. Apply it again for
 * a second hypothesis. Its records' ids say what they are: `what-if 1`, `what-if 2`.
 */
export function withHypothesis(state: AccountState, hypothesis: Hypothesis, moment: Moment): AccountState {
  const record = {
    id: nextId(state),
    accountId: state.account.id,
    on: moment.day,
    authorId: null,
    source: null,
    recordedAt: moment.at,
  };
  switch (hypothesis.kind) {
    case 'touch':
      return withTouch(state, hypothesis, moment, record.id);
    case 'share': {
      const figures = { percent: hypothesis.percent, low: null, high: null, ceiling: null };
      // Of several entries for one day the last recorded holds.
      const recordedAt = Math.max(moment.at, ...state.shares.map((share) => share.recordedAt + 1));
      return { ...state, shares: [...state.shares, { ...record, ...figures, recordedAt }] };
    }
    case 'order': {
      const { source: _, ...order } = record;
      return { ...state, orders: [...state.orders, { ...order, amount: null, currency: null, product: null }] };
    }
    case 'fact': {
      const { source: _, on: from, ...fact } = record;
      const { factKind, what } = hypothesis;
      return { ...state, facts: [...state.facts, { ...fact, kind: factKind, what, from, to: null }] };
    }
  }
}

function withTouch(
  state: AccountState,
  { member, contactId }: Extract<Hypothesis, { kind: 'touch' }>,
  { at }: Moment,
  interactionId: string,
): AccountState {
  const isKnown = state.members.some(({ id }) => id === member.id);
  const touch = {
    interactionId,
    contactId,
    memberId: member.id,
    kind: 'meeting',
    at,
    day: null,
    twoWay: true,
  } as const;
  return {
    ...state,
    members: isKnown ? state.members : [...state.members, member],
    touches: [...state.touches, touch],
  };
}

/** Whether an id is that of a record that only a hypothesis made. */
export function isHypothetical(id: string): boolean {
  return id.startsWith(PREFIX);
}

const PREFIX = 'what-if ';

function nextId({ touches, shares, orders, facts }: AccountState): string {
  const ids = [
    ...touches.map(({ interactionId }) => interactionId),
    ...[...shares, ...orders, ...facts].map(({ id }) => id),
  ];
  return `${PREFIX}${ids.filter(isHypothetical).length + 1}`;
}
