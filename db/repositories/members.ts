import { and, asc, eq } from 'drizzle-orm';
import type { Binding, Identity, Member, TaughtName } from '../../src/domain/records.ts';
import type { Views } from '../../src/ports/store.ts';
import { atMost, lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { toStorableText } from '../storable.ts';
import { foldKey, type RecordRows } from './records.ts';

/** The ways to find a member. They ask for the id first: a member is read in one place. */
export function createMemberViews(
  queries: Queries,
  { members, identities, taughtNames, bindings }: Tables,
  records: RecordRows,
): Pick<
  Views,
  'memberByKey' | 'memberByIdentity' | 'identitiesOf' | 'identity' | 'bindingOf' | 'someMembers' | 'taughtName'
> {
  const ids = () => queries.select({ id: members.id }).from(members);
  const byKey = lazily(() =>
    ids()
      .where(eq(members.foldedKey, slot('folded')))
      .prepare('members_by_key'),
  );
  const byEmail = lazily(() =>
    ids()
      .where(eq(members.foldedEmail, slot('folded')))
      .orderBy(asc(members.id))
      .limit(atMost(1))
      .prepare('members_by_email'),
  );
  const byIdentity = lazily(() =>
    queries
      .select()
      .from(identities)
      .where(
        and(
          eq(identities.platform, slot('platform')),
          eq(identities.tenant, slot('tenant')),
          eq(identities.externalId, slot('externalId')),
        ),
      )
      .prepare('members_by_identity'),
  );
  const ofMember = lazily(() =>
    queries
      .select()
      .from(identities)
      .where(eq(identities.memberId, slot('memberId')))
      .orderBy(asc(identities.createdAt), asc(identities.id))
      .prepare('identities_of_member'),
  );
  const bound = lazily(() =>
    queries
      .select()
      .from(bindings)
      .where(
        and(
          eq(bindings.platform, slot('platform')),
          eq(bindings.tenant, slot('tenant')),
          eq(bindings.channel, slot('channel')),
        ),
      )
      .prepare('bindings_of_channel'),
  );
  const taught = lazily(() =>
    queries
      .select()
      .from(taughtNames)
      .where(and(eq(taughtNames.memberId, slot('memberId')), eq(taughtNames.key, slot('key'))))
      .prepare('taught_names_one'),
  );
  const any = lazily(() => ids().orderBy(asc(members.id)).limit(atMost(2)).prepare('members_any'));
  const ofRole = lazily(() =>
    ids()
      .where(eq(members.role, slot('role')))
      .orderBy(asc(members.id))
      .limit(atMost(2))
      .prepare('members_of_role'),
  );

  const member = async (found: readonly { readonly id: string }[]): Promise<Member | undefined> =>
    found[0] && records.get('member', found[0].id);

  const identity: Views['identity'] = async (platform, tenant, externalId): Promise<Identity | undefined> => {
    const values = { platform, tenant: toStorableText(tenant), externalId: toStorableText(externalId) };
    return (await byIdentity().execute(values))[0];
  };

  return {
    async taughtName(memberId, key): Promise<TaughtName | undefined> {
      return (await taught().execute({ memberId, key: toStorableText(key) }))[0];
    },
    async memberByKey(key) {
      const folded = foldKey(toStorableText(key));
      return (await member(await byKey().execute({ folded }))) ?? (await member(await byEmail().execute({ folded })));
    },
    async memberByIdentity(platform, tenant, externalId) {
      const found = await identity(platform, tenant, externalId);
      return found?.closedAt === null ? records.get('member', found.memberId) : undefined;
    },
    identity,
    async identitiesOf(memberId): Promise<readonly Identity[]> {
      return ofMember().execute({ memberId });
    },
    async bindingOf(platform, tenant, channel): Promise<Binding | undefined> {
      const values = { platform, tenant: toStorableText(tenant), channel: toStorableText(channel) };
      return (await bound().execute(values))[0];
    },
    async someMembers(role) {
      const found = role === undefined ? await any().execute() : await ofRole().execute({ role });
      return records.some(
        'member',
        found.map(({ id }) => id),
      );
    },
  };
}
