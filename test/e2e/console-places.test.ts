import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { channelPlace, dmOf } from '../../src/ports/conversations.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { lastReply, type Place, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { send } from '../fixtures/http-sender.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, openPlace } = useVisits();

const ENGLISH = { locale: 'en-US' } as const;

const placeNamed = (page: Page, name: string) => page.locator('.place', { hasText: name });
const log = (page: Page) => page.getByRole('log');

/** What the assistant says unasked. */
async function post(place: Place, where: 'dm' | string, key: string, title: string): Promise<void> {
  const { store, now, newId } = place.test.assistant;
  const member = await store.views.memberByKey(key);
  const reply: Reply = { title, audience: 'asker', blocks: [{ kind: 'text', text: '<b>literal</b>' }] };
  const to = where === 'dm' ? dmOf(member?.id ?? '') : channelPlace(where);
  await store.conversations.post(to, newId(), { reply, language: 'zh', timeZone: 'Asia/Shanghai' }, now());
}

async function addChannel(place: Place, name: string): Promise<string> {
  const { store, now, newId } = place.test.assistant;
  const id = newId();
  await store.conversations.addChannel({ id, name, createdById: null, createdAt: now() });
  return id;
}

describe('the conversation with the assistant', () => {
  test('shows what it said while nobody looked, and what it says now, once', async () => {
    const place = await openPlace(smallBook());
    await post(place, 'dm', 'wang', '今天三件事');
    await post(place, 'dm', 'tom', 'not for Wang');
    const page = await enter(place, 'wang');
    await log(page).getByText('今天三件事').waitFor();
    await post(place, 'dm', 'wang', '还有一件');
    await log(page).getByText('还有一件').waitFor();
    await sayIn(page, '帮助');
    await lastReply(page).getByRole('heading', { name: '我会做什么' }).waitFor();
    await page.reload();
    await log(page).getByText('还有一件').waitFor();
    expect(await log(page).getByText('今天三件事').count()).toBe(1);
    expect(await log(page).getByText('还有一件').count()).toBe(1);
    expect(await log(page).getByText('<b>literal</b>').count()).toBe(2);
    expect(await page.getByText('not for Wang').count()).toBe(0);
  });
});

describe('channels', () => {
  test('an admin makes one; everybody finds it, and nobody else can make one', async () => {
    const place = await openPlace(smallBook());
    const boss = await enter(place, 'boss');
    const tom = await enter(place, 'tom', ENGLISH);
    expect(await tom.locator('#add-channel').isVisible()).toBe(false);
    await boss.locator('#add-channel').click();
    await boss.locator('#channel-name').fill('#华东');
    await boss.locator('#channel-form').getByRole('button').click();
    await boss.locator('#place-name', { hasText: '# 华东' }).waitFor();
    await log(boss).getByText('#华东 里还没有消息').waitFor();
    await boss.locator('#add-channel').click();
    await boss.locator('#channel-name').fill('华东');
    await boss.locator('#channel-name').press('Enter');
    await boss.locator('#channel-problem', { hasText: '同名' }).waitFor();

    const [cookie] = await tom.context().cookies();
    const { port } = new URL(place.console().url);
    const refused = await send(Number(port), '/api/places', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: `http://127.0.0.1:${port}`,
        Cookie: `${cookie?.name}=${cookie?.value}`,
      },
      body: '{"name":"mine"}',
    });
    expect(refused.status).toBe(403);
    await tom.reload();
    await placeNamed(tom, '华东').waitFor();
    expect(await tom.locator('.place').count()).toBe(2);
  });

  test('two people talk in one, live, unread where it is not open, and the address brings it back', async () => {
    const place = await openPlace(smallBook());
    const id = await addChannel(place, 'team');
    const wang = await enter(place, 'wang');
    const tom = await enter(place, 'tom', ENGLISH);
    await placeNamed(wang, 'team').click();
    await placeNamed(tom, 'team').waitFor();
    await sayIn(wang, '华为现在什么阶段？');
    await log(wang).getByText('华为技术有限公司', { exact: false }).first().waitFor();
    // What was asked, and the answer.
    await placeNamed(tom, 'team').locator('.badge', { hasText: '2' }).waitFor();
    expect(await tom.title()).toContain('(2)');
    await placeNamed(tom, 'team').click();
    await log(tom).locator('.theirs', { hasText: '王芳' }).getByText('华为现在什么阶段？').waitFor();
    expect(await log(tom).locator('.reply').count()).toBe(1);
    expect(await placeNamed(tom, 'team').locator('.badge').count()).toBe(0);

    await sayIn(tom, 'thanks!');
    await log(wang).locator('.theirs', { hasText: 'Tom Lee' }).getByText('thanks!').waitFor();
    // Not for the assistant: one quiet word to whoever said it, none to the others.
    await log(tom).getByText('Only you can see this').waitFor();
    expect(await log(wang).locator('.reply').count()).toBe(1);

    await tom.reload();
    expect(new URL(tom.url()).hash).toBe(`#channel=${id}`);
    await tom.locator('#place-name', { hasText: '# team' }).waitFor();
    await log(tom).getByText('Only you can see this').waitFor();
    await log(tom).locator('.theirs', { hasText: '王芳' }).waitFor();
    expect(await log(tom).getByText('thanks!', { exact: true }).count()).toBe(1);
    await tom.goBack();
    await tom.goForward();
    await placeNamed(tom, 'Assistant').click();
    await tom.locator('#place-name').waitFor({ state: 'hidden' });
  });

  test('what is private is answered to the asker alone, and a command behind a slash is not seen by others', async () => {
    const place = await openPlace(smallBook());
    await addChannel(place, 'team');
    const wang = await enter(place, 'wang');
    const tom = await enter(place, 'tom', ENGLISH);
    for (const page of [wang, tom]) await placeNamed(page, 'team').click();
    await sayIn(wang, '/kam level 华为 张伟');
    await log(wang).getByText('只有你能看到').waitFor();
    await sayIn(wang, '昨天拜访华为张伟，聊了预算');
    await log(wang).getByText('已记录：拜访').waitFor();
    await log(tom).getByText('昨天拜访华为张伟').waitFor();
    expect(await log(tom).textContent()).not.toMatch(/\/kam|已记录/);
    await sayIn(wang, '/kam share 华为 60');
    await log(tom).getByText('/kam share 华为 60').waitFor();
    await log(tom).locator('.reply').waitFor();
    // A button there is pressed as oneself, in that place.
    expect(await log(wang).getByText('只有你能看到').count()).toBe(2);
  });

  test('tells nobody of an account where not everybody may see every account', async () => {
    const place = await openPlace(smallBook());
    await addChannel(place, 'team');
    await place.test.ask('/kam settings visibility team', { as: 'boss' });
    const wang = await enter(place, 'wang');
    const tom = await enter(place, 'tom', ENGLISH);
    for (const page of [wang, tom]) await placeNamed(page, 'team').click();
    await sayIn(wang, '/kam stage 华为');
    await log(wang).getByText('只有你能看到').waitFor();
    await sayIn(wang, '早上好');
    await log(tom).getByText('早上好').waitFor();
    expect(await log(tom).textContent()).not.toContain('华为');
  });

  test('a draft stays where it was written', async () => {
    const place = await openPlace(smallBook());
    await addChannel(place, 'team');
    const page = await enter(place, 'tom', ENGLISH);
    await page.locator('#message').fill('for the assistant');
    await placeNamed(page, 'team').click();
    expect(await page.locator('#message').inputValue()).toBe('');
    expect(await page.locator('#message').getAttribute('placeholder')).toContain('#team');
    await page.locator('#message').fill('for the team');
    await placeNamed(page, 'Assistant').click();
    expect(await page.locator('#message').inputValue()).toBe('for the assistant');
  });
});
