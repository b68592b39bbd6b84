import type { AccountOn } from './account-on.ts';
import { confidant } from './approach.ts';
import type { Move } from './move.ts';
import type { Share } from './records.ts';
import type { ContactOn } from './traits.ts';
import type { Department } from './vocabulary.ts';

/** Moves about business rather than people (docs/method.md §3): what to ask for, and whom to ask. */

export function winFirstOrder(on: AccountOn): Move {
  const buys = (contact: ContactOn) =>
    contact.department === 'purchasing' || contact.roles.includes('buyer') || contact.roles.includes('decider');
  return { kind: 'win-first-order', ...confidant(on, buys) };
}

export function askShare(on: AccountOn): Move {
  return { kind: 'ask-share', ...confidant(on, isIn('purchasing', 'finance', 'business')) };
}

export function growShare(on: AccountOn, share: Share, earlier: Share): Move {
  const whom = confidant(on, isIn('purchasing', 'business'));
  return { kind: 'grow-share', percent: share.percent, above: earlier.percent, since: earlier.on, ...whom };
}

export function startIntegration(on: AccountOn): Move {
  return { kind: 'start-integration', ...confidant(on, isIn('technology', 'production', 'quality', 'operations')) };
}

export function exploreAlliance(on: AccountOn): Move {
  const leads = (contact: ContactOn) => contact.layer === 'decision' || contact.department === 'executive';
  return { kind: 'explore-alliance', ...confidant(on, leads) };
}

function isIn(...departments: readonly Department[]): (contact: ContactOn) => boolean {
  return ({ department }) => department !== null && departments.includes(department);
}
