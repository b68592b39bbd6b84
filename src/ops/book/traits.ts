import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '../../domain/days.ts';
import { totalWeight } from '../../domain/key-people.ts';
import type { Contact, Day, Trait, TraitField, TraitValues } from '../../domain/records.ts';
import { contactsOn, prevailing, traitOn, UNTOLD } from '../../domain/traits.ts';
import type { AccountScope } from './account-scope.ts';
import type { ContactPlan, ImportedContacts } from './contacts.ts';
import { grouped } from './export-values.ts';
import { byKey, traitKey } from './match.ts';
import { put, type Run, recordsOf, restamped, stampOf } from './run.ts';

interface Told {
  readonly field: TraitField;
  /** `null` or an empty list takes back what was said. */
  readonly value: TraitValues[TraitField] | null;
  readonly on: Day | null;
}

/** Brings in what contacts are like: undated values hold from the beginning, a state may have its day. */
export async function importTraits(run: Run, scope: AccountScope, contacts: ImportedContacts): Promise<void> {
  const records = await recordsOf(run, 'trait', scope.account);
  const known = byKey(records, traitKey, prevailing);
  const histories = grouped(records, ({ contactId }) => contactId);
  for (const plan of contacts.plans) {
    for (const told of newsIn(run, plan, histories.get(plan.after.id) ?? [])) {
      const key = traitKey({ contactId: plan.after.id, ...told });
      const before = known.get(key);
      // What was never known need not be cleared.
      if (before === undefined && isNothing(told)) continue;
      const fresh = {
        id: run.newId(),
        accountId: scope.account.id,
        contactId: plan.after.id,
        source: null,
        ...stampOf(run),
      };
      const value = told.field === 'state' ? (told.value ?? 'in-post') : told.value;
      // The value belongs to its field: `toldOf` pairs them, which the type cannot follow.
      const after = restamped(run, before, { ...(before ?? fresh), ...told, value } as Trait);
      known.set(key, after);
      await put(run, 'trait', before, after, `${plan.path}.${told.field}`);
    }
  }
  if (contacts.plans.some(({ given }) => given.weight != null)) {
    warnOfWeights(run, scope, contacts.everyone, [...known.values()]);
  }
}

function toldOf({ given }: ContactPlan): readonly Told[] {
  const { department, layer, roles, attitude, weight, state, stateOn } = given;
  const told: { field: TraitField; value: Told['value'] | undefined; on: Day | null }[] = [
    { field: 'department', value: department, on: null },
    { field: 'layer', value: layer, on: null },
    { field: 'roles', value: roles, on: null },
    { field: 'attitude', value: attitude, on: null },
    { field: 'weight', value: weight, on: null },
    { field: 'state', value: state, on: stateOn ?? null },
  ];
  return told.flatMap(({ field, value, on }) => (value === undefined ? [] : [{ field, value, on }]));
}

function newsIn({ statedOn }: Run, plan: ContactPlan, history: readonly Trait[]): readonly Told[] {
  const told = toldOf(plan);
  if (statedOn === null) return told;
  return told.map((one) => newsOf(one, plan, history, statedOn)).filter((one) => one !== null);
}

/** What is said of that day; `null` when it held already. */
function newsOf(told: Told, { before, after }: ContactPlan, history: readonly Trait[], day: Day): Told | null {
  if (told.on !== null) return told;
  const held = traitOn(history, after.id, told.field, day);
  if (isDeepStrictEqual(told.value, held === null ? UNTOLD[told.field] : held.value)) return null;
  // Whoever is known was in post until now; anything else that was never told held from the beginning.
  const begins = held !== null || (told.field === 'state' && before !== undefined);
  return begins ? { ...told, on: day } : told;
}

function isNothing({ value }: Told): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function warnOfWeights(run: Run, scope: AccountScope, contacts: readonly Contact[], traits: readonly Trait[]): void {
  const sum = totalWeight(contactsOn(contacts, traits, dayOf(run.now, scope.zone)));
  if (sum > 100) run.warnings.add(scope.path, 'weights-over-100', { sum });
}
