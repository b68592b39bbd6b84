import { type AccountOn, accountOn } from '../domain/account-on.ts';
import { cadencesOn, type LayerCadence } from '../domain/nudges/cadence.ts';
import { by, compareText } from '../domain/order.ts';
import type { Account, Day } from '../domain/records.ts';
import type { Layer } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Text } from '../reply/reply.ts';
import { planStates } from '../services/planning/account-nudges.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

/** A layer of an account that has waited for us past the ideal, or past the most allowed. */
export interface WaitingItem {
  readonly accountId: string;
  readonly account: string;
  /** The owner's key. */
  readonly owner: string;
  readonly layer: Layer;
  readonly colour: Exclude<LayerCadence['colour'], 'green'>;
  /** Since the last touch that counts; never in touch: since the first of them was entered. */
  readonly days: number;
  readonly ideal: number;
  readonly atMost: number;
  /** Days past the most allowed; below 0: past the ideal only. */
  readonly over: number;
  readonly lastOn: Day | null;
  /** The interaction of that touch. */
  readonly last: string | null;
  readonly contacts: readonly string[];
}

/** Red before yellow, then by how far past. */
export const furthestFirst = by<WaitingItem>(
  (a, b) => Number(b.colour === 'red') - Number(a.colour === 'red'),
  (a, b) => (a.colour === 'red' ? b.over - a.over : b.days - b.ideal - (a.days - a.ideal)),
  (a, b) => compareText(a.account, b.account),
  (a, b) => compareText(a.accountId, b.accountId),
);

/** What waits at these accounts now, in no order. */
export async function waitingAt(
  accounts: readonly Account[],
  context: CommandContext,
): Promise<readonly WaitingItem[]> {
  const { views, now, thresholds, organisation } = context;
  const members = await views.all('member');
  const items: WaitingItem[] = [];
  for await (const batch of planStates(views, accounts, members, now, organisation.timeZone)) {
    for (const { state } of batch)
      items.push(...waitingOn(accountOn(state, momentNow(state.account, context), thresholds)));
  }
  return items;
}

/** What waits at one account, at the moment it is looked at. */
export function waitingOn(on: AccountOn): readonly WaitingItem[] {
  const { account, contacts, members } = on.state;
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const owner = members.find(({ id }) => id === account.ownerId)?.key ?? '';
  return cadencesOn(on).flatMap(({ layer, colour, days, idealDays, atMostDays, last, contactIds }) =>
    colour === 'green'
      ? []
      : [
          {
            accountId: account.id,
            account: account.name,
            owner,
            layer,
            colour,
            days,
            ideal: idealDays,
            atMost: atMostDays,
            over: days - atMostDays,
            lastOn: last?.on ?? null,
            last: last?.interactionId ?? null,
            contacts: contactIds.map((id) => names.get(id) ?? '?'),
          },
        ],
  );
}

/** One of them in a line. */
export function waitingText(
  { account, layer, colour, days, ideal, atMost, lastOn }: WaitingItem,
  { messages, language }: Pick<CommandContext, 'messages' | 'language'>,
): Text {
  const { waiting, words } = messages;
  const told = [
    waiting.days(days, lastOn === null),
    waiting.allowed(ideal, atMost),
    ...(lastOn === null ? [] : [waiting.last(formatDay(lastOn, language))]),
  ].join(' · ');
  return [{ strong: `${SIGN[colour]} ${account} · ${words.layer[layer]}` }, ` · ${waiting.colour[colour]} · ${told}`];
}

/** A sign beside each word: nobody has to tell red from yellow. */
const SIGN = { red: '▲', yellow: '◆' } as const;
