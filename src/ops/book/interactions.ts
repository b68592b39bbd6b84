import { dayOf } from '../../domain/days.ts';
import type { Interaction } from '../../domain/records.ts';
import type { AccountScope } from './account-scope.ts';
import type { ContactIndex } from './contact-index.ts';
import { momentOf } from './moment.ts';
import { importNextSteps, type PlannedSteps } from './next-steps.ts';
import { mentioned, put, type Run, recordsOf } from './run.ts';
import type { ReadInteraction } from './schema.ts';

/** An interaction of the file, with its place in it. */
export interface GivenInteraction {
  readonly given: ReadInteraction;
  readonly path: string;
}

/** Brings in the interactions of one account and what was promised in them. */
export async function importInteractions(
  run: Run,
  scope: AccountScope,
  given: readonly GivenInteraction[],
  contacts: ContactIndex,
): Promise<void> {
  const known = new Known(await recordsOf(run, 'interaction', scope.account));
  known.claim(given.flatMap((item) => item.given.id ?? []));
  const steps: PlannedSteps[] = [];
  for (const { given: item, path } of given) {
    const told = toldBy(run, scope, item, path, contacts);
    const before = known.find(item.id ?? null, told);
    if (before === undefined) noteEmpty(run, item, path);
    const after = merged(run, scope, item, told, before);
    known.add(after);
    await put(run, 'interaction', before, after, path);
    if (item.nextSteps) steps.push({ interaction: after, given: item.nextSteps, path: `${path}.nextSteps` });
  }
  await importNextSteps(run, scope, steps);
}

type Told = Pick<Interaction, 'at' | 'day' | 'kind' | 'note' | 'contactIds' | 'memberIds'>;

function toldBy(run: Run, scope: AccountScope, item: ReadInteraction, path: string, contacts: ContactIndex): Told {
  const { problems } = run;
  const moment = momentOf(item.at, scope.zone);
  const isAhead = moment.day === null ? moment.at > run.now : moment.day > dayOf(run.now, scope.zone);
  if (isAhead) run.warnings.add(`${path}.at`, 'in-the-future', { value: item.at });
  const contactIds = item.contacts.map((told, at) => contacts.resolve(told, `${path}.contacts[${at}]`, problems));
  const memberIds = item.members.map((key, at) => scope.members.resolve(key, `${path}.members[${at}]`, problems));
  return {
    ...moment,
    kind: item.kind,
    note: item.note,
    contactIds: [...new Set(contactIds)],
    memberIds: [...new Set(memberIds)],
  };
}

/** Without both sides nobody met; what is on record is left as it is. */
function noteEmpty(run: Run, { kind, contacts, members }: ReadInteraction, path: string): void {
  if (kind === 'note') return;
  if (contacts.length === 0) run.problems.add(`${path}.contacts`, 'empty');
  if (members.length === 0) run.problems.add(`${path}.members`, 'empty');
}

function merged(
  run: Run,
  { account }: AccountScope,
  item: ReadInteraction,
  told: Told,
  before: Interaction | undefined,
): Interaction {
  const fresh: Interaction = {
    id: item.id ?? run.newId(),
    accountId: account.id,
    ...told,
    answered: null,
    signals: [],
    value: null,
    occasion: null,
    authorId: run.actorId,
    recordedAt: run.now,
  };
  const { answered, signals, value, occasion } = item;
  const values = mentioned({ answered, signals, value, occasion });
  return { ...(before === undefined ? fresh : { ...before, ...unlessSame(before, told) }), ...values };
}

/** In which order people are named says nothing, and a day keeps its start: that moves with the zone, not with a file. */
function unlessSame(before: Interaction, told: Told): Partial<Told> {
  const isSameDay = told.day !== null && told.day === before.day;
  return {
    ...told,
    at: isSameDay ? before.at : told.at,
    contactIds: isSameSet(before.contactIds, told.contactIds) ? before.contactIds : told.contactIds,
    memberIds: isSameSet(before.memberIds, told.memberIds) ? before.memberIds : told.memberIds,
  };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return sorted(a) === sorted(b);
}

/** The interactions of an account by id, and by what tells them apart where there is none. */
class Known {
  readonly #byId = new Map<string, Interaction>();
  readonly #byKey = new Map<string, string[]>();
  readonly #claimed = new Set<string>();

  constructor(interactions: readonly Interaction[]) {
    for (const interaction of interactions) this.add(interaction);
  }

  /** These are spoken of by id: no other entry is about them. */
  claim(ids: readonly string[]): void {
    for (const id of ids) this.#claimed.add(id);
  }

  find(id: string | null, told: Told): Interaction | undefined {
    const own = id === null ? undefined : this.#byId.get(id);
    if (own !== undefined) return own;
    const alike = this.#byKey.get(keyOf(told)) ?? [];
    // An id not known here may still be an entry that is, brought in without one.
    const found = alike.find((other) => !this.#claimed.has(other));
    if (found === undefined) return undefined;
    if (id !== null) this.#claimed.add(found);
    return this.#byId.get(found);
  }

  add(interaction: Interaction): void {
    const isKnown = this.#byId.has(interaction.id);
    this.#byId.set(interaction.id, interaction);
    if (isKnown) return;
    const key = keyOf(interaction);
    const alike = this.#byKey.get(key);
    if (alike === undefined) this.#byKey.set(key, [interaction.id]);
    else alike.push(interaction.id);
  }
}

function keyOf({ at, day, kind, note, contactIds, memberIds }: Told): string {
  return JSON.stringify([day ?? at, kind, note, sorted(contactIds), sorted(memberIds)]);
}

function sorted(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(' ');
}
