import type { Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import { type Store, StoreError } from '../ports/store.ts';
import { adminsAmong } from '../services/permissions.ts';
import { restingDigests } from '../services/planning/resting-digests.ts';

export interface Finding {
  readonly check: 'node' | 'configuration' | 'database' | 'people' | 'digests' | 'clock' | 'slack' | 'feishu';
  readonly status: 'ok' | 'warning' | 'fatal';
  readonly message: string;
}

export interface DoctorParts {
  readonly nodeVersion: string;
  /** What is wrong with the settings, if anything. */
  readonly configProblem: string | null;
  readonly language: Language;
  /** Opens and migrates the database. */
  openStore(): Promise<Store>;
  readonly adminEmails: readonly string[];
  now(): Instant;
  /** Looks at the chat platforms that are configured. */
  platforms(): Promise<readonly Finding[]>;
}

/** A clock before this day is certainly wrong: the program is younger. */
const RELEASED = Date.UTC(2026, 10, 1);

/** Looks at everything the program stands on. Each finding says what it saw and what to do about a fault. */
export async function examine(parts: DoctorParts): Promise<readonly Finding[]> {
  const { doctor } = messagesIn(parts.language);
  const findings: Finding[] = [];
  const [major = 0, minor = 0] = parts.nodeVersion.replace('v', '').split('.').map(Number);
  const isSupported = major > 20 || (major === 20 && minor >= 19);
  findings.push({
    check: 'node',
    status: isSupported ? 'ok' : 'fatal',
    message: isSupported ? parts.nodeVersion : doctor.oldNode(parts.nodeVersion),
  });
  const isClockSane = parts.now() >= RELEASED;
  findings.push({
    check: 'clock',
    status: isClockSane ? 'ok' : 'fatal',
    message: isClockSane ? new Date(parts.now()).toISOString() : doctor.badClock(new Date(parts.now()).toISOString()),
  });
  findings.push({
    check: 'configuration',
    status: parts.configProblem === null ? 'ok' : 'fatal',
    message: parts.configProblem ?? doctor.configured,
  });
  if (parts.configProblem !== null) return findings;
  const [store, platforms] = await Promise.all([examineStore(parts), parts.platforms()]);
  return [...findings, ...store, ...platforms];
}

async function examineStore({ openStore, language, adminEmails }: DoctorParts): Promise<readonly Finding[]> {
  const { doctor } = messagesIn(language);
  let store: Store;
  try {
    store = await openStore();
  } catch (error) {
    const message = error instanceof StoreError ? error.message : `${error instanceof Error ? error.message : error}`;
    return [{ check: 'database', status: 'fatal', message }];
  }
  try {
    await store.ping();
    const members = await store.views.all('member');
    const hasAdmin = adminsAmong(members, adminEmails).length > 0;
    const people: Finding =
      members.length === 0
        ? { check: 'people', status: 'warning', message: doctor.nobody }
        : {
            check: 'people',
            status: hasAdmin ? 'ok' : 'warning',
            message: hasAdmin ? doctor.members(members.length) : doctor.noAdmin,
          };
    return [
      { check: 'database', status: 'ok', message: doctor.database(store.engine) },
      people,
      ...(await examineDigests(store, language)),
    ];
  } catch (error) {
    return [{ check: 'database', status: 'fatal', message: error instanceof Error ? error.message : String(error) }];
  } finally {
    await store.close();
  }
}

/** Nothing where there are no digests. */
async function examineDigests({ views, outbox }: Store, language: Language): Promise<readonly Finding[]> {
  const { doctor } = messagesIn(language);
  const digests = await views.all('digest');
  if (digests.length === 0) return [];
  const { size } = await restingDigests(digests, outbox);
  return size === 0
    ? [{ check: 'digests', status: 'ok', message: doctor.digestsTold(digests.length) }]
    : [{ check: 'digests', status: 'warning', message: doctor.digestsRest(size) }];
}
