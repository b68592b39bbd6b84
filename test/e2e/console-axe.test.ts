import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../fixtures/axe.ts';
import { lastReply, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, newPage, openPlace, visit } = useVisits();

describe.each(['light', 'dark'] as const)('axe finds nothing serious, %s', (colorScheme) => {
  test.each([1440, 390])('in the chat with every block and form, at %i pixels', async (width) => {
    const { page } = await visit({ colorScheme, viewport: { width, height: 844 } });
    await sayIn(page, 'everything');
    await page.locator('form.form').waitFor();
    await page.locator('#message').pressSequentially('/');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test.each([1440, 390])('in the list and an account, at %i pixels', async (width) => {
    const place = await openPlace(smallBook());
    await place.test.ask('share Northwind 60', { as: 'tom' });
    const page = await enter(place, 'tom', { colorScheme, viewport: { width, height: 844 } });
    await sayIn(page, 'who Northwind');
    await lastReply(page).getByText('Alice Chen').first().waitFor();
    if (width === 390) await page.locator('#open-side').click();
    await page.locator('.account').first().waitFor();
    await page.waitForTimeout(300);
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('.account', { hasText: /^Northwindstable/ }).click();
    await page.locator('[data-part=timeline]').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test.each([1440, 390])('in a channel, at %i pixels', async (width) => {
    const place = await openPlace(smallBook());
    const { store, now } = place.test.assistant;
    await store.conversations.addChannel({ id: 'c1', name: 'team', createdById: null, createdAt: now() });
    const boss = await enter(place, 'boss', { colorScheme, viewport: { width, height: 844 } });
    const open = async (page: Page): Promise<void> => {
      if (width === 390) await page.locator('#open-side').click();
      await page.locator('.place', { hasText: 'team' }).click();
    };
    await open(boss);
    await sayIn(boss, '/kam stage Northwind');
    const page = await enter(place, 'tom', { colorScheme, viewport: { width, height: 844 } });
    await open(page);
    await page.locator('.theirs').waitFor();
    await sayIn(page, 'good morning');
    await page.locator('.only-you').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    if (width === 390) await boss.locator('#open-side').click();
    await boss.locator('#add-channel').click();
    await boss.waitForTimeout(300);
    expect(await seriousFindings(boss)).toEqual([]);
  });

  test('on the page of those who have no link', async () => {
    const place = await openPlace(smallBook());
    const page = await newPage({ colorScheme });
    await page.goto(place.console().url);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
