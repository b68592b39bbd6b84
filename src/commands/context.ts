import type { Account, Day, Instant, Member, Records } from '../domain/records.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import type { Language, Role } from '../domain/vocabulary.ts';
import type { Messages } from '../i18n/messages.ts';
import type { ErasePlan, ErasureReport } from '../ports/care.ts';
import type { NewId } from '../ports/ids.ts';
import type { Recorded, Repositories, Views } from '../ports/store.ts';
import type { Permissions } from '../services/permissions.ts';
import type { Settings } from '../services/settings.ts';
import type { CommandHost } from './host.ts';

export interface Caller {
  readonly member: Member;
  /** The role in force: an address in ADMIN_EMAILS is admin whatever the book says. */
  readonly role: Role;
}

/** Everything one call may use. Built anew for each message. */
export interface CommandContext {
  readonly views: Views;
  readonly caller: Caller;
  readonly permissions: Permissions;
  readonly settings: Settings;
  readonly thresholds: Thresholds;
  readonly now: Instant;
  /** The asker's calendar day. */
  readonly today: Day;
  readonly zone: string;
  readonly language: Language;
  readonly messages: Messages;
  readonly place: 'dm' | 'channel';
  /** The channel it was said in, where a digest could go. */
  readonly channel: { readonly tenant: string; readonly id: string } | null;
  /** What that channel is tied to, if the caller may see it: meant where no account is named. */
  readonly channelAccount: Account | null;
  readonly platform: 'console' | 'cli' | 'slack' | 'feishu';
  readonly newId: NewId;
  readonly host: CommandHost;
  readonly organisation: { readonly timeZone: string; readonly language: Language };
  /** The zone in which an account is assessed: its own, or the organisation's. */
  zoneOf(account: Account): string;
  /** Writes in one transaction as a change of this command by this caller. `input`: what is noted as understood. */
  record<T>(
    input: Readonly<Record<string, unknown>>,
    work: (repositories: Repositories) => Promise<T>,
    undoes?: string,
  ): Promise<Recorded<T>>;
  /** See `Store.erase`. */
  erase(plan: ErasePlan): Promise<ErasureReport>;
  /** Remembers which account this caller means by a name that fits several. */
  teach(typed: string, accountId: string): Promise<void>;
  /** See `Store.rezone`. */
  rezone(startOf: (day: Day) => Instant, accountId: string): Promise<void>;
  /** A record that must be there because another refers to it. */
  expect<K extends keyof Records>(kind: K, id: string): Promise<Records[K]>;
}
