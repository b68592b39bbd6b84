import type { HomeView } from '@slack/types';
import type { Member } from '../../src/domain/records.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { codeOf, toSlackFault } from './errors.ts';
import type { SlackParts } from './parts.ts';
import { refusalOf } from './refusal.ts';
import { renderHome } from './render-home.ts';

export type PublishParts = Pick<
  SlackParts,
  'clients' | 'directory' | 'linking' | 'log' | 'now' | 'organisation' | 'recognise' | 'router'
>;

export interface Published {
  /** Of what stands there now; `null`: not known. */
  readonly hash: string | null;
  /** It could not be put there; in so many milliseconds it may. `null`: it stands there, or never will. */
  readonly againMs: number | null;
}

/** Whose home it is, and what is known of it. */
export interface Standing {
  readonly team: string;
  readonly user: string;
  readonly hash: string | null;
  /** What they did there a moment ago; it stands above the rest. */
  readonly said: Reply | null;
}

/**
 * Puts somebody's home as it is now on their home tab. `hash`: of what is known to stand there; when it is something else by now,
 * another was quicker, and it is read and put there once more. `onRecognised`: told before it is read, `null` when the assistant does
 * not answer them, which is what they read then. Never rejects.
 */
export async function publishHome(
  { team, user, hash, said }: Standing,
  parts: PublishParts,
  onRecognised: (member: Member | null) => void,
): Promise<Published> {
  try {
    const recognised = await parts.recognise(team, user);
    onRecognised(recognised.kind === 'member' ? recognised.member : null);
    const draw = async (): Promise<HomeView> => {
      const { reply, ...reader } =
        recognised.kind === 'member'
          ? await askHome(recognised.member, parts)
          : await refusalOf({ team, user, said: null }, recognised, parts);
      return renderHome(reply, reader, said);
    };
    const first = await publish(user, await draw(), hash, parts);
    const standing = first === 'conflict' ? await publish(user, await draw(), null, parts) : first;
    return { hash: standing === 'conflict' ? null : standing, againMs: null };
  } catch (error) {
    return { hash: null, againMs: failed(error, parts) };
  }
}

async function askHome(member: Member, { router, now }: PublishParts) {
  const { reply, language, timeZone } = await router.handle({
    memberId: member.id,
    platform: 'slack',
    place: 'dm',
    content: { call: { command: 'home', args: {} } },
    at: now(),
  });
  return { reply, language, timeZone };
}

/** The hash of what stands there from now on. */
async function publish(
  user: string,
  view: HomeView,
  hash: string | null,
  { clients }: PublishParts,
): Promise<string | null | 'conflict'> {
  try {
    const known = hash === null ? {} : { hash };
    const { view: published } = await clients.ask.views.publish({ user_id: user, view, ...known });
    return published?.hash ?? null;
  } catch (error) {
    if (hash !== null && codeOf(error) === 'hash_conflict') return 'conflict';
    throw error;
  }
}

/** When it is worth trying again: whoever looks at an empty page sees nothing else. */
function failed(error: unknown, { log }: PublishParts): number | null {
  const fault = toSlackFault(error);
  if (fault.kind === 'limited') return fault.afterMs;
  const isOff = fault.kind === 'refused' && fault.code === 'not_enabled';
  log.warn('a home tab could not be brought up to date', {
    why: isOff ? 'switch on the Home Tab under App Home of the app' : fault.text,
  });
  return fault.kind === 'refused' ? null : AGAIN_MS;
}

/** After trouble that passes by itself, in milliseconds. */
const AGAIN_MS = 20_000;
