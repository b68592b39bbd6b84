import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Instant, Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { cleanText } from '../../src/language/characters.ts';
import { type Conversations, channelPlace, dmOf, type Message, type Place } from '../../src/ports/conversations.ts';
import { LIMITS } from './limits.ts';
import type { PagePlace, PagePlaceId, PagePlaces, PagePosted } from './page/protocol.ts';
import { refuse } from './refuse.ts';
import { renderReply } from './render.ts';
import type { Session } from './sessions.ts';
import { SERVER_WORDS } from './words.ts';

interface PlacesOptions {
  readonly conversations: Conversations;
  readonly nameOf: (memberId: string) => Promise<string>;
  readonly isAdmin: (member: Member) => boolean;
  readonly now: () => Instant;
  readonly newId: () => string;
}

type Guarded = { Variables: { session: Session; language: Language } };

/** `/api/places`: which there are, what was said there, and a new channel. */
export function addPlaces(api: Hono<Guarded>, { conversations, nameOf, isAdmin, now, newId }: PlacesOptions): void {
  const stranger = (c: Context<Guarded>): Response =>
    refuse(c, 403, 'forbidden', SERVER_WORDS[c.get('language')].signIn);
  const nothing = (c: Context<Guarded>): Response =>
    refuse(c, 404, 'not-found', SERVER_WORDS[c.get('language')].notFound);

  /** The place this member names: their own conversation with the assistant, or a channel that is there. */
  async function placeOf(id: PagePlaceId, member: Member): Promise<Place | undefined> {
    if (id === 'dm') return dmOf(member.id);
    return (await conversations.channels()).some((one) => one.id === id) ? channelPlace(id) : undefined;
  }

  api.get('/places', async (c) => {
    const { member } = c.get('session');
    if (member === null) return stranger(c);
    const channels = await conversations.channels();
    const own = dmOf(member.id);
    const unread = await conversations.unread(member.id, [own, ...channels.map(({ id }) => channelPlace(id))]);
    const places = channels.map(({ id, name }) => ({ id, name, unread: unread[channelPlace(id)] ?? 0 }));
    return c.json({ places: [{ id: 'dm', name: '', unread: unread[own] ?? 0 }, ...places] } satisfies PagePlaces);
  });

  api.post('/places', async (c) => {
    const { member } = c.get('session');
    const words = SERVER_WORDS[c.get('language')];
    if (member === null || !isAdmin(member)) return refuse(c, 403, 'forbidden', words.onlyAdmins);
    const { name } = await bodyOf(c);
    const clean =
      typeof name === 'string'
        ? cleanText(name)
            .trim()
            .replace(/^[#＃]\s*/u, '')
        : '';
    if (clean === '' || clean.length > LIMITS.channelName) return refuse(c, 400, 'invalid-request', words.channelName);
    const channel = { id: newId(), name: clean, createdById: member.id, createdAt: now() };
    if (!(await conversations.addChannel(channel))) return refuse(c, 409, 'conflict', words.channelTaken);
    return c.json({ id: channel.id, name: channel.name, unread: 0 } satisfies PagePlace);
  });

  api.get('/places/:id/messages', async (c) => {
    const { member } = c.get('session');
    if (member === null) return stranger(c);
    const place = await placeOf(c.req.param('id'), member);
    if (place === undefined) return nothing(c);
    const after = Number(c.req.query('after') ?? Number.NaN);
    const found = Number.isSafeInteger(after)
      ? await conversations.after(place, after, LIMITS.messages)
      : await conversations.latest(place, LIMITS.messages);
    return c.json(await Promise.all(found.map((one) => posted(one, member, nameOf))));
  });

  api.post('/places/:id/read', async (c) => {
    const { member } = c.get('session');
    if (member === null) return stranger(c);
    const place = await placeOf(c.req.param('id'), member);
    const { position } = await bodyOf(c);
    if (place === undefined || typeof position !== 'number' || !Number.isSafeInteger(position)) return nothing(c);
    await conversations.markRead(member.id, place, position, now());
    return c.body(null, 204);
  });
}

async function bodyOf(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

async function posted(
  { id, position, postedAt, byId, reply, language }: Message,
  reader: Member,
  nameOf: PlacesOptions['nameOf'],
): Promise<PagePosted> {
  const shown = { language, timeZone: reader.timeZone, id: `p${randomBytes(6).toString('hex')}` };
  const isOwn = byId !== undefined;
  return {
    id,
    position,
    at: postedAt,
    isMine: byId === reader.id,
    by: isOwn ? await nameOf(byId) : null,
    said: isOwn ? reply.title : null,
    html: isOwn ? null : renderReply(reply, shown),
  };
}
