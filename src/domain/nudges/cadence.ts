import type { AccountOn } from '../account-on.ts';
import { addDays, dayOf, daysBetween } from '../days.ts';
import { type LastTouch, type Link, touchedAt } from '../links.ts';
import type { Cadence, Day } from '../records.ts';
import type { CooperationStage, Layer } from '../vocabulary.ts';
import { LAYERS } from '../vocabulary.ts';

/** How often each layer wants to be met, in days, by cooperation stage (docs/method.md §15 °). */
export const CADENCE: { readonly [S in CooperationStage]: { readonly [L in Layer]: Cadence } } = {
  strategic: {
    decision: { ideal: 30, atMost: 45 },
    management: { ideal: 14, atMost: 21 },
    operation: { ideal: 7, atMost: 14 },
  },
  stable: {
    decision: { ideal: 45, atMost: 60 },
    management: { ideal: 21, atMost: 30 },
    operation: { ideal: 14, atMost: 21 },
  },
  initial: {
    decision: { ideal: 60, atMost: 90 },
    management: { ideal: 30, atMost: 45 },
    operation: { ideal: 21, atMost: 30 },
  },
  development: {
    decision: { ideal: 60, atMost: 90 },
    management: { ideal: 30, atMost: 45 },
    operation: { ideal: 21, atMost: 30 },
  },
};

export type CadenceColour = 'green' | 'yellow' | 'red';

/** How long a layer has waited, and how long it may. */
export interface LayerCadence {
  readonly layer: Layer;
  /** Past ideal yellow, past at most red: 45 of 45 days are not past. */
  readonly colour: CadenceColour;
  readonly days: number;
  readonly idealDays: number;
  readonly atMostDays: number;
  /** The last touch that counts; `null`: never in touch. */
  readonly last: LastTouch | null;
  /** From when the days are counted. */
  readonly since: Day;
  readonly redOn: Day;
  /** Contacts in post of that layer, by id. */
  readonly contactIds: readonly string[];
}

/**
 * The layers in which somebody is in post, each with its wait. A two-way touch by anyone of ours, gone or not, with somebody in
 * post there ends it; in the operation layer any touch does. Where there was none, days count from when the first of them was
 * entered (°): nobody can have waited longer than we know them.
 */
export function cadencesOn(on: AccountOn): readonly LayerCadence[] {
  return LAYERS.flatMap((layer) => {
    const contacts = on.contacts.filter((contact) => contact.inPost && contact.layer === layer);
    if (contacts.length === 0) return [];
    const last = lastTouch(on.links, layer);
    const since = last?.on ?? enteredOn(on, contacts);
    const { ideal: idealDays, atMost: atMostDays } = cadenceOf(on, layer);
    const days = Math.max(0, daysBetween(since, on.moment.day));
    const colour = days > atMostDays ? 'red' : days > idealDays ? 'yellow' : 'green';
    const contactIds = contacts.map(({ contact }) => contact.id);
    const redOn = addDays(since, atMostDays + 1);
    return [{ layer, colour, days, idealDays, atMostDays, last, since, redOn, contactIds }];
  });
}

/** The account's own setting, else that of its stage; unknown and uncertain count as initial. */
function cadenceOf({ state, cooperation: { stage } }: AccountOn, layer: Layer): Cadence {
  const known = stage === 'unknown' || stage === 'uncertain' ? 'initial' : stage;
  return state.account.cadence?.[layer] ?? CADENCE[known][layer];
}

function lastTouch(links: readonly Link[], layer: Layer): LastTouch | null {
  let last: LastTouch | null = null;
  for (const { contact, lastTouch: any, lastTwoWay } of links) {
    if (!contact.inPost || contact.layer !== layer) continue;
    const touch = layer === 'operation' ? any : lastTwoWay;
    if (touch !== null && touchedAt(touch) > touchedAt(last)) last = touch;
  }
  return last;
}

function enteredOn({ moment }: AccountOn, contacts: AccountOn['contacts']): Day {
  return dayOf(Math.min(...contacts.map(({ contact }) => contact.createdAt)), moment.zone);
}
