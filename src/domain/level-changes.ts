import type { AccountOn } from './account-on.ts';
import type { Cause } from './cause.ts';
import type { InterpersonalLevel } from './vocabulary.ts';

/** A stated level that is another than before; `null`: none stated. Private (docs/method.md §18). */
export interface LevelChange {
  readonly memberId: string;
  readonly contactId: string;
  readonly before: InterpersonalLevel | null;
  readonly after: InterpersonalLevel | null;
  readonly causes: readonly Cause[];
}

/** By contact, then member. */
export function levelChanges(before: AccountOn, after: AccountOn): readonly LevelChange[] {
  const ids = (memberId: string, contactId: string) => JSON.stringify([memberId, contactId]);
  const were = new Map(before.links.map(({ member, contact, level }) => [ids(member.id, contact.contact.id), level]));
  return after.links.flatMap(({ member, contact, level }) => {
    const [memberId, contactId] = [member.id, contact.contact.id];
    const was = were.get(ids(memberId, contactId))?.level ?? null;
    const is = level?.level ?? null;
    if (was === is) return [];
    const causes: readonly Cause[] =
      level === null
        ? []
        : [{ kind: 'level', levelId: level.id, memberId, contactId, level: level.level, on: level.on }];
    return [{ memberId, contactId, before: was, after: is, causes }];
  });
}
