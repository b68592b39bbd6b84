import type { Member } from '../../domain/records.ts';
import { folded, MemberIndex } from './member-index.ts';
import { leadsBack } from './references.ts';
import { mentioned, put, type Run } from './run.ts';
import type { ReadMember } from './schema.ts';

interface Plan {
  readonly given: ReadMember;
  readonly path: string;
  readonly before: Member | undefined;
  readonly after: Member;
}

/** Brings in the members of a book; answers with everyone known then. Managers may stand anywhere in the list. */
export async function importMembers(run: Run, given: readonly ReadMember[]): Promise<MemberIndex> {
  const known = await run.db.all('member');
  const index = new MemberIndex(known);
  const plans = given.map((member, position) => planOf(run, member, `members[${position}]`, index));
  noteClaimedTwice(run, plans);

  const all = new Map(known.map((member) => [member.id, member]));
  for (const { after } of plans) all.set(after.id, after);
  const everyone = new MemberIndex(all.values(), index);
  noteSharedKeys(run, plans, all.values());

  const finished = plans.map((plan) => withManager(run, plan, everyone));
  for (const { after } of finished) all.set(after.id, after);
  for (const { path, after } of finished) {
    if (leadsBack(after.id, (id) => all.get(id)?.managerId ?? null)) {
      run.problems.add(`${path}.manager`, 'cycle', { value: after.name });
    }
  }
  for (const { path, before, after } of finished) await put(run, 'member', before, after, path);
  return everyone;
}

function planOf(run: Run, given: ReadMember, path: string, index: MemberIndex): Plan {
  const keyed = given.key == null ? [] : index.find(given.key);
  const mailed = given.email == null ? [] : index.find(given.email);
  const before = keyed[0] ?? mailed[0];
  if (keyed.length > 1 || (keyed.length === 0 && mailed.length > 1)) {
    run.problems.add(`${path}.${keyed.length > 1 ? 'key' : 'email'}`, 'ambiguous', {
      value: given.key ?? given.email ?? '',
    });
  }
  const fresh: Member = {
    id: run.newId(),
    // The schema has seen to it that there is one of the two.
    key: given.key ?? given.email ?? '',
    email: null,
    mobile: null,
    name: given.name,
    function: given.function,
    role: given.role,
    managerId: null,
    state: 'active',
    leavesOn: null,
    timeZone: given.timeZone,
    language: given.language,
    createdAt: run.now,
  };
  const { key: _key, manager: _manager, state, ...told } = given;
  const values = mentioned({ ...told, key: newKey(given, before), state: state === null ? 'active' : state });
  return { given, path, before, after: { ...(before ?? fresh), ...values } };
}

/** A handle stays when the file merely calls its bearer by e-mail. */
function newKey({ key }: ReadMember, before: Member | undefined): string | undefined {
  if (key == null) return undefined;
  const isEmail = before?.email != null && folded(before.email) === folded(key);
  return isEmail ? undefined : key;
}

function withManager(run: Run, plan: Plan, everyone: MemberIndex): Plan {
  const { manager } = plan.given;
  if (manager === undefined) return plan;
  const managerId = manager === null ? null : everyone.resolve(manager, `${plan.path}.manager`, run.problems);
  return { ...plan, after: { ...plan.after, managerId } };
}

function noteClaimedTwice(run: Run, plans: readonly Plan[]): void {
  const claimed = new Set<string>();
  for (const { path, given, after } of plans) {
    if (claimed.has(after.id)) run.problems.add(keyPath(path, given), 'duplicate', { value: after.key });
    claimed.add(after.id);
  }
}

/** Nobody may be called by another's key or e-mail. */
function noteSharedKeys(run: Run, plans: readonly Plan[], everyone: Iterable<Member>): void {
  const holders = new Map<string, Set<string>>();
  for (const { id, key, email } of everyone) {
    for (const name of [key, email ?? key]) {
      holders.set(folded(name), (holders.get(folded(name)) ?? new Set()).add(id));
    }
  }
  const told = new Set<string>();
  for (const { path, given, after } of plans) {
    for (const name of new Set([folded(after.key), folded(after.email ?? after.key)])) {
      // Of several in the file the first stands and the others are named.
      const isShared = (holders.get(name)?.size ?? 0) > 1;
      const isFirst = !told.has(name) && plans.some((other) => other.after.id !== after.id && hasName(other, name));
      if (isShared && !isFirst) run.problems.add(keyPath(path, given), 'duplicate', { value: name });
      told.add(name);
    }
  }
}

function hasName({ after }: Plan, name: string): boolean {
  return folded(after.key) === name || (after.email !== null && folded(after.email) === name);
}

function keyPath(path: string, given: ReadMember): string {
  return `${path}.${given.key == null ? 'email' : 'key'}`;
}
