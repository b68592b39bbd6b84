import type { AccountOn } from './account-on.ts';
import type { Cause } from './cause.ts';
import { keyGrounds } from './key-people.ts';
import { type LinkChange, linkChanges } from './link-changes.ts';
import type { TraitField } from './records.ts';
import { causesOf, pairedContacts, type TraitChange, traitChanges } from './trait-changes.ts';

/** What moved among the people of an account between two moments: all that conditions, findings and shape rest on. */
export interface Between {
  readonly before: AccountOn;
  readonly after: AccountOn;
  readonly traits: readonly TraitChange[];
  readonly links: readonly LinkChange[];
  readonly keyPeople: readonly KeyPersonChange[];
}

/** Somebody became a key person, or is none any more. */
export interface KeyPersonChange {
  readonly change: 'became' | 'ceased';
  readonly contactId: string;
  readonly causes: readonly Cause[];
}

export function changesBetween(before: AccountOn, after: AccountOn): Between {
  const traits = traitChanges(before, after);
  return {
    before,
    after,
    traits,
    links: linkChanges(before, after, traits),
    keyPeople: keyChanges(before, after, traits),
  };
}

function keyChanges(before: AccountOn, after: AccountOn, traits: readonly TraitChange[]): readonly KeyPersonChange[] {
  const [were, are] = [new Set(before.keyPeople), new Set(after.keyPeople)];
  return pairedContacts(before, after).flatMap(([was, is]) => {
    if (were.has(was) === are.has(is)) return [];
    const [old, now] = [keyGrounds(was, before.thresholds.keyWeight), keyGrounds(is, after.thresholds.keyWeight)];
    const turned = new Set<TraitField>([...old, ...now].filter((ground) => old.has(ground) !== now.has(ground)));
    const contactId = is.contact.id;
    const causes = causesOf(traits, (change) => change.contactId === contactId && turned.has(change.field));
    return [{ change: are.has(is) ? 'became' : 'ceased', contactId, causes }];
  });
}
