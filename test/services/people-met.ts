import type { Member } from '../../src/domain/records.ts';
import type { Letter } from '../../src/ports/queues.ts';
import type { Button, Reply } from '../../src/reply/reply.ts';
import type { Profile, Recognised } from '../../src/services/platform-people.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';

export const T = 'T0KAM';
export const MORNING = Date.parse('2026-11-20T09:00:00+08:00');
export const DAY = 24 * 3_600_000;
/** A book and the people of a platform who meet it, by a clock that is set by hand. */
export async function openBook(book: unknown, settings: Readonly<Record<string, string>> = {}) {
  const clock = { now: MORNING };
  const kam = await openTestAssistant(book, settings, () => clock.now);
  const { people, store } = kam.assistant;
  return {
    ...kam,
    clock,
    people,
    store,
    /** Their account on the platform is closed. */
    closeAccount: (externalId = 'U1') => people.changed('slack', T, profile({ externalId, standing: 'gone' })),
    meet: (fields: Partial<Profile>) => people.recognise('slack', T, profile(fields)),
    memberOf: async (key: string): Promise<Member> => {
      const member = await store.views.memberByKey(key);
      if (!member) throw new Error(`no ${key}`);
      return member;
    },
    /** What was written to this member, newest first. */
    lettersTo: async (key: string): Promise<readonly Letter[]> => {
      const member = await store.views.memberByKey(key);
      return store.outbox.ofMember(member?.id ?? '', 50);
    },
    members: async () => store.views.all('member'),
    identities: async () => (await store.views.all('identity')).filter(({ platform }) => platform === 'slack'),
  };
}

export function profile(fields: Partial<Profile>): Profile {
  return {
    externalId: 'U1',
    email: null,
    name: 'Somebody',
    timeZone: null,
    language: null,
    standing: 'full',
    ...fields,
  };
}

export function memberIn(recognised: Recognised): Member {
  if (recognised.kind !== 'member') throw new Error(`refused: ${recognised.why}`);
  return recognised.member;
}

export const replyIn = ({ payload }: Letter): Reply => (payload as { reply: Reply }).reply;
export const buttonsIn = (reply: Reply): readonly Button[] =>
  reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

export function press(reply: Reply, label: string): Button['press'] {
  const button = buttonsIn(reply).find((one) => one.label === label);
  if (!button) throw new Error(`no button ${label}`);
  return button.press;
}
