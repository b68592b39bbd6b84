import type { Caller, CommandContext } from '../commands/context.ts';
import { dayOf } from '../domain/days.ts';
import type { Member } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import { roomOf } from '../i18n/rooms.ts';
import { nameKey } from '../language/names.ts';
import { createPermissions, effectiveRole } from '../services/permissions.ts';
import { readOnce } from '../services/read-once.ts';
import { readSettings, thresholdsOf } from '../services/settings.ts';
import { accountOfChannel } from './channel-account.ts';
import type { Incoming } from './messages.ts';
import type { RouterParts } from './router.ts';

/** What holds for everybody: set by the operator, not in chat. */
export interface Organisation {
  readonly timeZone: string;
  readonly language: Language;
  /** Lower case. */
  readonly adminEmails: readonly string[];
}

/** Everything one call may use. `call.command` is filled in once it is known, before anything is written. */
export async function createContext(
  incoming: Incoming,
  member: Member,
  language: Language,
  { store, organisation, newId, host, onRecorded }: RouterParts,
  call: { readonly command: string },
): Promise<CommandContext> {
  const { views, forget } = readOnce(store.views);
  const caller: Caller = { member, role: effectiveRole(member, organisation.adminEmails) };
  const settings = await readSettings(views);
  const permissions = await createPermissions(views, caller, settings.visibility);
  const nextCause = createCauses(incoming.inboxId);
  return {
    views,
    caller,
    permissions,
    settings,
    thresholds: thresholdsOf(settings),
    now: incoming.at,
    today: dayOf(incoming.at, member.timeZone),
    zone: member.timeZone,
    language,
    messages: messagesIn(language, roomOf(incoming.platform)),
    place: incoming.place,
    channel: incoming.channel ?? null,
    channelAccount: await accountOfChannel(incoming, views, permissions),
    platform: incoming.platform,
    newId,
    host: {
      ...host,
      importBook: (...given) => host.importBook(...given).finally(forget),
      importTable: (...given) => host.importTable(...given).finally(forget),
      importSample: (...given) => host.importSample(...given).finally(forget),
    },
    organisation,
    zoneOf: (account) => account.timeZone ?? organisation.timeZone,
    async record(input, work, undoes) {
      const { command } = call;
      const causeId = nextCause();
      const about = {
        command,
        input,
        memberId: member.id,
        at: incoming.at,
        ...(undoes === undefined ? {} : { undoes }),
        causeId,
      };
      const recorded = await store.transaction(about, work).finally(forget);
      if (recorded.changeId !== null) onRecorded?.(recorded.changeId);
      return recorded;
    },
    async teach(typed, accountId) {
      const key = nameKey(typed);
      const known = await views.taughtName(member.id, key);
      if (known?.meansId === accountId) return;
      const about = {
        command: 'teach',
        input: { name: typed, account: accountId },
        memberId: member.id,
        at: incoming.at,
      };
      const record = {
        id: known?.id ?? newId(),
        memberId: member.id,
        key,
        meansId: accountId,
        recordedAt: incoming.at,
      };
      await store
        .transaction(about, (repositories) =>
          known ? repositories.update('taughtName', record) : repositories.insert('taughtName', record),
        )
        .finally(forget);
    },
    erase: (plan) => store.erase({ ...plan, causeId: nextCause() }).finally(forget),
    rezone: (startOf, accountId) => store.rezone(startOf, accountId).finally(forget),
    async expect(kind, id) {
      const record = await views.get(kind, id);
      if (!record) throw new Error(`${kind} ${id} is referred to but not there`);
      return record;
    },
  };
}

/** One for each change a message causes; by the first of them it is known that the message was worked on before. */
function createCauses(inboxId: string | undefined): () => string | undefined {
  let causes = 0;
  return () => {
    if (inboxId === undefined) return undefined;
    causes += 1;
    return causes === 1 ? inboxId : `${inboxId}/${causes}`;
  };
}
