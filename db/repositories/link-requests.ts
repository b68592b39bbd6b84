import { and, eq, gt, lte, or } from 'drizzle-orm';
import type { Instant } from '../../src/domain/records.ts';
import type { LinkRequest } from '../../src/ports/link-requests.ts';
import { lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';

/** The rows of accounts that asked to be somebody. */
export function createLinkRequestRows(queries: Queries, { linkRequests }: Tables) {
  const find = lazily(() =>
    queries
      .select({
        platform: linkRequests.platform,
        tenant: linkRequests.tenant,
        externalId: linkRequests.externalId,
        name: linkRequests.name,
        expiresAt: linkRequests.expiresAt,
      })
      .from(linkRequests)
      .where(and(eq(linkRequests.codeHash, slot('codeHash')), gt(linkRequests.expiresAt, slot('now'))))
      .prepare('link_requests_find'),
  );
  return {
    async keep(codeHash: string, request: LinkRequest, now: Instant): Promise<boolean> {
      const { platform, tenant, externalId } = request;
      const isTheirs = and(
        eq(linkRequests.platform, platform),
        eq(linkRequests.tenant, tenant),
        eq(linkRequests.externalId, externalId),
      );
      await queries.delete(linkRequests).where(or(isTheirs, lte(linkRequests.expiresAt, now)));
      const kept = await queries
        .insert(linkRequests)
        .values({ codeHash, ...request })
        .onConflictDoNothing()
        .returning({ codeHash: linkRequests.codeHash });
      return kept.length > 0;
    },
    async find(codeHash: string, now: Instant): Promise<LinkRequest | undefined> {
      const [found] = await find().execute({ codeHash, now });
      return found;
    },
    async forget(codeHash: string): Promise<void> {
      await queries.delete(linkRequests).where(eq(linkRequests.codeHash, codeHash));
    },
  };
}
