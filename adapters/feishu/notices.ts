import type { Hearers } from '../../src/chat/hearers.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Answered } from '../../src/services/intake.ts';
import { toldAgain } from '../../src/services/planning/resting-digests.ts';
import type { Profile } from '../../src/services/platform-people.ts';
import { idOf } from './content.ts';
import { toLetter } from './letters.ts';
import type { FeishuParts } from './parts.ts';
import type { FeishuNotice } from './payload.ts';
import { refusalOf } from './refuse.ts';
import { introduction, welcome } from './welcome.ts';

export type NoticeParts = Pick<
  FeishuParts,
  'app' | 'directory' | 'linking' | 'organisation' | 'people' | 'recognise' | 'router' | 'store'
> & { readonly hearers: Pick<Hearers, 'areMembers'> };

/** Later it would come out of the blue. In milliseconds. */
const GREETING_MS = 3_600_000;

type Of<K extends FeishuNotice['notice']> = Extract<FeishuNotice, { readonly notice: K }>;

/** What is done with what happened: to somebody of the organisation, between somebody and us, to us. */
export function createNotices(parts: NoticeParts): (item: InboxItem, notice: FeishuNotice) => Promise<Answered> {
  return async (item, notice) => {
    switch (notice.notice) {
      case 'user-changed':
        return userChanged(notice, parts);
      case 'met':
        return notice.isFirst ? met(item, notice, parts) : NOTHING;
      case 'invited':
        return invited(item, notice, parts);
    }
  };
}

const NOTHING: Answered = { answer: null };

/** Their access ends with their account, zone and language follow it. */
async function userChanged({ tenant, who, isGone }: Of<'user-changed'>, parts: NoticeParts): Promise<Answered> {
  const { directory, people, store } = parts;
  const externalId = idOf(who);
  for (const id of [who.openId, externalId]) directory.userChanged(id);
  const identity = await store.views.identity('feishu', tenant, externalId);
  if (identity === undefined) return NOTHING;
  await people.changed('feishu', tenant, isGone ? goneOf(externalId) : await directory.profileOf(who));
  return NOTHING;
}

/** Of an account that is closed nothing more can be asked. */
const goneOf = (externalId: string): Profile => ({
  ...{ externalId, email: null, name: '', timeZone: null, language: null },
  standing: 'gone',
});

/** Once, however often somebody opens the conversation. */
async function met(item: InboxItem, { tenant, who }: Of<'met'>, parts: NoticeParts): Promise<Answered> {
  const recognised = await parts.recognise(tenant, who);
  if (recognised.kind === 'refused' && recognised.why === 'bot') return NOTHING;
  const member = recognised.kind === 'member' ? recognised.member : null;
  const spoken =
    recognised.kind === 'member'
      ? await welcome(recognised.member, item.receivedAt, parts.router)
      : await refusalOf({ tenant, who, text: null, isPrivate: true }, recognised, parts);
  const route = { to: 'one', openId: who.openId, chat: null, replyTo: null, note: false } as const;
  const letter = toLetter(
    { ...spoken, route },
    {
      ...{ item, tenant, memberId: member?.id ?? null, lastsMs: GREETING_MS },
      destination: member === null ? `user:${who.openId}` : `dm:${member.id}`,
      dedupeKey: `welcome/feishu/${tenant}/${idOf(who)}`,
    },
  );
  return { answer: null, letters: [letter] };
}

/**
 * We are in a group, perhaps once more: what could not be told there today is told. Once introduced, in the language of whoever took us in: where others read, not even an example
 * names an account.
 */
async function invited(item: InboxItem, { tenant, who, chat }: Of<'invited'>, parts: NoticeParts): Promise<Answered> {
  const { app, directory, hearers, organisation, store } = parts;
  const profile = await directory.profileOf(who).catch(() => null);
  const language = profile?.language ?? organisation.language;
  const isAmongUs = await hearers.areMembers(tenant, chat);
  const spoken = {
    reply: introduction(app()?.name ?? 'KAM Assistant', language, isAmongUs),
    ...{ language, timeZone: organisation.timeZone },
    route: { to: 'chat', chat, replyTo: null, inThread: false, stands: 'group' },
  } as const;
  const letter = toLetter(spoken, {
    ...{ item, tenant, memberId: null, lastsMs: GREETING_MS },
    destination: `channel:${chat}`,
    dedupeKey: `introduced/feishu/${tenant}/${chat}`,
  });
  const where = { platform: 'feishu', tenant, destination: `channel:${chat}` } as const;
  return { answer: null, letters: [letter, ...(await toldAgain(where, item.id, store.outbox, item.receivedAt))] };
}
