import { compareText } from '../../domain/order.ts';
import type { Account, Contact, Member } from '../../domain/records.ts';
import { foldName } from '../../domain/same-name.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { Views } from '../../ports/store.ts';
import { AccountIndex } from '../book/account-index.ts';
import { ContactIndex } from '../book/contact-index.ts';
import type { TableExportOptions } from './export-table.ts';

export interface ExportContext {
  readonly views: Views;
  readonly language: Language;
  readonly now: number;
  /** The accounts that go out, by name. */
  readonly accounts: readonly Account[];
  /** Whether what is personal of an account's people goes out too (docs/method.md §18). */
  readonly personal: (account: Account) => boolean | Promise<boolean>;
  readonly zoneOf: (account: Account) => string;
  readonly memberKey: (id: string) => string;
  /** By name where that finds it again, else by id. */
  readonly accountCell: (account: Account) => string;
  readonly contactCells: (contacts: readonly Contact[]) => (id: string) => string;
}

export async function openExport(
  views: Views,
  language: Language,
  { now, zone, nameKey = foldName, include = () => true, personal = () => true }: TableExportOptions,
): Promise<ExportContext> {
  const accounts = await views.all('account');
  const members = new Map((await views.all('member')).map((member): [string, Member] => [member.id, member]));
  const index = new AccountIndex(accounts, nameKey);
  return {
    views,
    language,
    now,
    accounts: accounts.filter(include).sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id)),
    personal,
    zoneOf: ({ timeZone }) => timeZone ?? zone,
    memberKey: (id) => members.get(id)?.key ?? id,
    accountCell: ({ id, name }) => (index.named(name).length === 1 ? name : id),
    contactCells: (contacts) => {
      const known = new ContactIndex(contacts, nameKey);
      return (id) => {
        const name = known.byId(id)?.name;
        return name !== undefined && known.named(name).length === 1 ? name : id;
      };
    },
  };
}
