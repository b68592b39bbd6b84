import { describe, expect, test } from 'vitest';
import { useVisits } from '../fixtures/console-visits.ts';
import { createPageSender, errorCode, send } from '../fixtures/http-sender.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { openPlace } = useVisits();

async function openOwned() {
  const ownerId = { id: '' };
  const place = await openPlace(smallBook());
  const { store } = place.test.assistant;
  ownerId.id = (await store.views.memberByKey('boss'))?.id ?? '';
  await place.restart(0, { ownerId: ownerId.id });
  const port = (): number => Number(new URL(place.console().url).port);
  return {
    place,
    port,
    token: () => new URL(place.console().entryUrl ?? '').searchParams.get('token') ?? '',
    restart: () => place.restart(0, { ownerId: ownerId.id }),
    kept: async () => (await store.views.all('identity')).length,
  };
}

describe('the link that is printed at start', () => {
  test('is kept only once it is opened, and from then on outlives restarts', async () => {
    const { port, token, restart, kept } = await openOwned();
    const before = await kept();
    await restart();
    expect(await kept()).toBe(before);
    const first = token();
    const opened = await send(port(), `/?token=${first}`);
    expect([opened.status, await kept()]).toEqual([303, before + 1]);
    const again = await send(port(), `/?token=${first}`);
    expect([again.status, await kept()]).toEqual([303, before + 1]);
    await restart();
    const { cookieHeader } = createPageSender(port, first);
    expect((await send(port(), '/', { headers: { Cookie: cookieHeader() } })).body).toContain('郭总');
  });

  test('leaves nothing more behind in a browser that is signed in already', async () => {
    const { port, token, restart, kept } = await openOwned();
    const first = token();
    await send(port(), `/?token=${first}`);
    const after = await kept();
    await restart();
    const { cookieHeader } = createPageSender(port, first);
    const opened = await send(port(), `/?token=${token()}`, { headers: { Cookie: cookieHeader() } });
    expect([opened.status, opened.headers['set-cookie']]).toEqual([303, undefined]);
    expect(await kept()).toBe(after);
  });

  test('opened twice at once is kept once; one of another start that was never opened is none', async () => {
    const { port, token, restart, kept } = await openOwned();
    const before = await kept();
    const unopened = token();
    await restart();
    const both = await Promise.all([send(port(), `/?token=${token()}`), send(port(), `/?token=${token()}`)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await kept()).toBe(before + 1);
    expect((await send(port(), `/?token=${unopened}`)).status).toBe(401);
  });

  test('revoked, it is out at the next request, and no other with it', async () => {
    const { place, port, token } = await openOwned();
    await send(port(), `/?token=${token()}`);
    const other = new URL(await place.link('boss')).searchParams.get('token') ?? '';
    const links = await place.test.ask('/kam member boss links', { as: 'boss' });
    expect(links.data.links).toHaveLength(2);
    const [newest] = links.data.links;
    await place.test.press({ command: 'member', args: { member: 'boss', action: 'revoke', link: newest.id } }, 'boss');
    const page = (of: string) =>
      createPageSender(port, of).get('/', { Cookie: createPageSender(port, of).cookieHeader() });
    expect((await page(other)).status).toBe(401);
    expect((await page(token())).status).toBe(200);
  });
});

describe('a page opened as somebody else than the browser is by now', () => {
  test('is refused, whatever it asks, instead of speaking as the other', async () => {
    const { place, port } = await openOwned();
    const wang = new URL(await place.link('wang')).searchParams.get('token') ?? '';
    const { post, get, cookieHeader } = createPageSender(port, wang);
    const other = { 'Kam-Member': 'somebody' };
    const said = await post({ text: '昨天拜访华为张伟' }, other);
    expect([said.status, errorCode(said)]).toEqual([409, 'other-member']);
    for (const path of ['/api/words', '/api/places', '/api/names?typed=no']) {
      expect((await get(path, { Cookie: cookieHeader(), ...other })).status, path).toBe(409);
    }
    expect((await get('/api/events?member=somebody', { Cookie: cookieHeader() })).status).toBe(409);
    expect((await place.test.ask('/kam last 华为')).data.interaction).toBeNull();
  });
});

describe('speaking as somebody else', () => {
  test('is there in no console but the demo’s', async () => {
    const { place, port } = await openOwned();
    const token = new URL(await place.link('boss')).searchParams.get('token') ?? '';
    const { post, get, cookieHeader } = createPageSender(port, token);
    const wang = await place.test.assistant.store.views.memberByKey('wang');
    for (const member of [wang?.id, 'wang', undefined]) {
      expect((await post({ member }, {}, '/api/speak-as')).status).toBe(404);
    }
    const page = (await get('/', { Cookie: cookieHeader() })).body;
    expect(page).not.toContain('people-menu');
    expect(JSON.parse((await get('/api/words', { Cookie: cookieHeader() })).body).people).toBeNull();
  });
});
