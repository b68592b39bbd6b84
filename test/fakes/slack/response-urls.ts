import { contentOf, identified, keep, keepEphemeral } from './methods/chat.ts';
import { Refusal } from './refusal.ts';
import type { Json, Message, State } from './state.ts';

/**
 * Five posts within half an hour (docs implementing-slash-commands, handling-user-interaction). The status and the words of a refusal
 * are what people report; nothing is documented.
 */
const USES = 5;
const GOOD_MS = 30 * 60_000;

interface Address {
  readonly user: string;
  readonly channel: string;
  readonly at: number;
  /** The message of the gesture, which `replace_original` speaks of; of a command the one last posted here. */
  original: Message | null;
  uses: number;
}

export interface ResponseUrls {
  /** An address for what answers a gesture; `original`: the message it was made in. */
  open(user: string, channel: string, original: Message | null): string;
  /** Takes a post to it. */
  post(id: string, body: Json): { status: number; text: string };
}

export function createResponseUrls(state: State): ResponseUrls {
  const addresses = new Map<string, Address>();
  return {
    open: (user, channel, original) => {
      const id = `${state.next()}/${state.next().toString(36)}`;
      addresses.set(id, { user, channel, at: state.now(), original, uses: 0 });
      return `${state.origin}/response/${id}`;
    },
    post: (id, body) => {
      const address = addresses.get(id);
      const refusal = refusalOf(address, state);
      if (address === undefined || refusal !== null) {
        state.violations.push(`response_url: ${refusal}`);
        return { status: 404, text: refusal ?? '' };
      }
      address.uses += 1;
      try {
        respond(address, body, state);
        return { status: 200, text: 'ok' };
      } catch (error) {
        if (error instanceof Refusal) return { status: 400, text: error.code };
        throw error;
      }
    },
  };
}

function refusalOf(address: Address | undefined, state: State): string | null {
  if (address === undefined) return 'no_such_url';
  if (state.now() - address.at > GOOD_MS) return 'expired_url';
  return address.uses >= USES ? 'used_url' : null;
}

/** Writes what answers a gesture: for the asker alone unless `response_type` says otherwise. */
export function respond(address: Omit<Address, 'at' | 'uses'>, body: Json, state: State): void {
  const { user, channel, original } = address;
  if (body['delete_original'] === true) {
    if (original !== null) original.isDeleted = true;
    return;
  }
  const content = contentOf(body, 40_000);
  if (body['replace_original'] === true && original !== null && !original.isDeleted) {
    original.text = content.text;
    original.blocks = content.blocks === null ? null : identified(state, content.blocks);
    original.edits += 1;
    return;
  }
  const threadTs = typeof body['thread_ts'] === 'string' ? body['thread_ts'] : null;
  const where = state.channels.get(channel);
  if (body['response_type'] === 'in_channel' && where !== undefined) {
    address.original = keep(state, where, { ...content, threadTs });
  } else {
    address.original = keepEphemeral(state, channel, user, { ...content, threadTs });
  }
}
