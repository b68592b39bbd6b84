import type { Called, FeishuClient } from './client.ts';
import { NOT_THERE } from './codes.ts';
import type { FeishuFault } from './errors.ts';
import type { Who } from './payload.ts';

/** The people in a group; `outside`: people of other organisations may read there, or it is too large to tell. */
export type GroupReaders = readonly Who[] | 'not-there' | 'outside';

export interface Group {
  /** Empty: not told. */
  readonly name: string;
  readonly readers: GroupReaders;
}

interface Told {
  readonly name?: string;
  /** People of other organisations are in it, or may be. */
  readonly external?: boolean;
  readonly chat_status?: string;
  readonly user_count?: string | number;
}
interface Page {
  readonly items?: readonly { readonly member_id?: string; readonly tenant_key?: string }[];
  readonly has_more?: boolean;
  readonly page_token?: string;
}

/** In larger groups nobody knows who reads. */
const MOST_READERS = 200;
const PAGE = 100;

/** Asks what a group is called and who reads there; bots are not among them. `tenant`: ours; `null`: not known. */
export async function groupOf(client: FeishuClient, chat: string, tenant: string | null): Promise<Called<Group>> {
  const path = `/open-apis/im/v1/chats/${encodeURIComponent(chat)}`;
  const told = await client.call<Told>({ method: 'GET', path });
  const read: Called<GroupReaders> = told.ok ? await readersIn(client, path, told.data, tenant) : unread(told.fault);
  return read.ok ? { ok: true, data: { name: (told.ok && told.data.name) || '', readers: read.data } } : read;
}

async function readersIn(
  client: FeishuClient,
  path: string,
  { external: isExternal, chat_status: status = 'normal', user_count: count = 0 }: Told,
  tenant: string | null,
): Promise<Called<GroupReaders>> {
  if (status !== 'normal') return { ok: true, data: 'not-there' };
  if (isExternal !== false || Number(count) > MOST_READERS) return { ok: true, data: 'outside' };
  const readers: Who[] = [];
  for (let from: string | null = ''; from !== null; ) {
    const page: Called<PageOfReaders> = await pageOf(client, path, from);
    if (!page.ok) return unread(page.fault);
    readers.push(...page.data.readers);
    if (readers.length > MOST_READERS || !areAllOf(tenant, readers)) return { ok: true, data: 'outside' };
    from = page.data.next;
  }
  return { ok: true, data: readers };
}

/** `next`: where the following page begins; `null`: this is the last. */
interface PageOfReaders {
  readonly readers: readonly Who[];
  readonly next: string | null;
}

async function pageOf(client: FeishuClient, path: string, from: string): Promise<Called<PageOfReaders>> {
  const params = { member_id_type: 'open_id', page_size: PAGE, ...(from === '' ? {} : { page_token: from }) };
  const page = await client.call<Page>({ method: 'GET', path: `${path}/members`, params });
  if (!page.ok) return page;
  const { items = [], has_more: hasMore = false, page_token: next = '' } = page.data;
  const readers = items.flatMap(({ member_id: openId, tenant_key: theirs = null }) =>
    openId === undefined ? [] : [{ openId, unionId: null, tenant: theirs }],
  );
  return { ok: true, data: { readers, next: hasMore && next !== '' ? next : null } };
}

const areAllOf = (tenant: string | null, readers: readonly Who[]): boolean =>
  readers.every((one) => tenant === null || one.tenant === null || one.tenant === tenant);

const unread = (fault: FeishuFault): Called<GroupReaders> =>
  fault.kind === 'refused' && NOT_THERE.includes(fault.code) ? { ok: true, data: 'not-there' } : { ok: false, fault };
