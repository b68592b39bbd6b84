import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lastReply, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, newPage, openPlace, visit } = useVisits();

interface Found {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Every finding of axe that is serious or worse. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger: the page's own policy lets no foreign script in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: Found[] }>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

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

  test('on the page of those who have no link', async () => {
    const place = await openPlace(smallBook());
    const page = await newPage({ colorScheme });
    await page.goto(place.console().url);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
