import { describe, expect, test } from 'vitest';
import { hasFocus, lastReply, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, openPlace } = useVisits();

const ENGLISH = { locale: 'en-US', viewport: { width: 1440, height: 900 } } as const;

/** A book with one account in order, one that is not, and one of somebody else's. */
function book() {
  const small = smallBook();
  return {
    ...small,
    accounts: small.accounts.map((one) => ({ ...one, ...(one.name === 'Northwind' ? { team: ['wang'] } : {}) })),
  };
}

describe('my accounts', () => {
  test('are listed with words beside the colours, sorted, narrowed and found', async () => {
    const page = await enter(await openPlace(book()), 'tom', ENGLISH);
    const names = page.locator('.account-name');
    await expect.poll(() => names.count()).toBe(3);
    expect(await page.locator('.account').first().textContent()).toContain('needs attention');
    await page.getByLabel('Sort').selectOption('byName');
    expect(await names.allTextContents()).toEqual(['Northwind', 'Northwind Traders', '北京字节跳动科技有限公司']);
    await page.getByLabel('Sort').selectOption('byTouch');
    expect((await names.allTextContents()).at(-1)).toBe('Northwind');
    await page.locator('#only').selectOption('stage:uncertain');
    expect(await names.allTextContents()).toEqual(['Northwind']);
    expect(await page.locator('#side-count').textContent()).toBe('1 of 3');
    await page.locator('#only').selectOption('');
    await page.getByLabel('Find by name').fill('traders');
    await expect.poll(() => names.allTextContents()).toEqual(['Northwind Traders']);
    await page.getByLabel('Find by name').fill('huawei');
    await page.getByText('None of yours fits').waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(() => names.allTextContents()).toEqual(['华为技术有限公司']);
  });

  test('one opens beside the chat with everything known, and is written to through the chat', async () => {
    const page = await enter(await openPlace(book()), 'tom', ENGLISH);
    await page.locator('.account', { hasText: /^Northwinduncertain/ }).click();
    const detail = page.locator('#detail');
    await detail.getByText('pilot results').waitFor();
    expect(await hasFocus(page.locator('#detail-title'))).toBe(true);
    for (const part of ['Gaps', 'Promises', 'Stage, and why', 'People', 'Share over time', 'Timeline']) {
      expect(await detail.getByRole('heading', { name: part, exact: true }).count(), part).toBe(1);
    }
    await detail.getByText('In touch: Tom Lee').waitFor();
    await detail.getByRole('img', { name: /^Share from 45%/ }).waitFor();
    await detail.getByText('As a table').click();
    await detail.getByRole('cell', { name: '45% (40–55%)' }).waitFor();
    await detail.getByRole('button', { name: 'Record the share' }).first().click();
    await page.locator('#log').getByRole('textbox', { name: 'percent' }).fill('62');
    await page.locator('#log').getByRole('button', { name: 'Send' }).last().click();
    await lastReply(page).getByText('Share recorded').waitFor();
    await detail.getByRole('img', { name: /^Share from 45% .* to 62%/ }).waitFor();
    await page.locator('[aria-current] .stage', { hasText: 'stable' }).waitFor();
    await page.keyboard.press('Escape');
    await detail.getByRole('button', { name: 'Close' }).click();
    expect(await detail.isHidden()).toBe(true);
  });

  test('a long timeline comes page by page', async () => {
    const long = book();
    const visits = Array.from({ length: 45 }, (_, at) => ({
      account: 'Northwind',
      contacts: ['Alice Chen'],
      members: ['tom'],
      kind: 'visit',
      at: `2026-0${1 + (at % 8)}-${10 + (at % 19)}`,
      note: `talk ${at}`,
    }));
    const place = await openPlace({ ...long, interactions: [...long.interactions, ...visits] });
    const page = await enter(place, 'tom', ENGLISH);
    await page.locator('.account', { hasText: /^Northwinduncertain/ }).click();
    const entries = page.locator('.happened');
    await expect.poll(() => entries.count()).toBe(20);
    const more = page.locator('#detail').getByRole('button', { name: 'More' });
    await more.click();
    await expect.poll(() => entries.count()).toBe(40);
    await more.click();
    await expect.poll(() => entries.count()).toBe(47);
    expect(await more.isHidden()).toBe(true);
  });

  test('follow the language', async () => {
    const page = await enter(await openPlace(book()), 'tom', ENGLISH);
    await page.locator('.account', { hasText: /^Northwinduncertain/ }).click();
    await page.locator('#detail').getByText('pilot results').waitFor();
    await sayIn(page, '/kam me language=zh');
    await page.getByRole('heading', { name: '我的客户' }).waitFor();
    await page.locator('#detail').getByRole('heading', { name: '时间线' }).waitFor();
    expect(await page.locator('.account').first().textContent()).toContain('需要关注');
    expect(await page.locator('#message').getAttribute('placeholder')).toContain('记一次拜访');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
  });
});

describe('a long list', () => {
  test('shows its first rows, and more as one scrolls', async () => {
    const long = book();
    const more = Array.from({ length: 160 }, (_, at) => ({
      name: `Orbit ${String(at).padStart(3, '0')}`,
      owner: 'tom',
    }));
    const place = await openPlace({ ...long, accounts: [...long.accounts, ...more] });
    const page = await enter(place, 'tom', ENGLISH);
    await page.getByLabel('Sort').selectOption('byName');
    await expect.poll(() => page.locator('#side-note').textContent()).toBe('');
    expect(await page.locator('#side-count').textContent()).toBe('163');
    expect(await page.locator('.account').count()).toBe(100);
    await page.locator('#side-scroll').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect.poll(() => page.locator('.account').count()).toBe(163);
  });
});

describe('on a phone', () => {
  const PHONE = { locale: 'en-US', viewport: { width: 390, height: 844 }, hasTouch: true } as const;

  test('the list is a drawer, an account a page; what they cover cannot be reached', async () => {
    const page = await enter(await openPlace(book()), 'tom', PHONE);
    const toggle = page.getByRole('button', { name: 'Conversations and accounts' });
    expect(await page.locator('#side').isVisible()).toBe(false);
    await toggle.tap();
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => hasFocus(page.locator('.place').first())).toBe(true);
    expect(await page.locator('#composer').evaluate((element) => element.inert)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(toggle)).toBe(true);
    await toggle.tap();
    await page.locator('.account').first().tap();
    await page.locator('#detail-body .section').first().waitFor();
    const overflow = await page.locator('#detail-body').evaluate((body) => body.scrollWidth - body.clientWidth);
    expect(overflow).toBe(0);
    await page.locator('#detail').getByRole('button', { name: 'Log an interaction' }).first().tap();
    await page.locator('#log form').waitFor();
    expect(await page.locator('#detail').isVisible()).toBe(false);
    expect(await page.locator('#composer').evaluate((element) => element.inert)).toBe(false);
  });
});

describe('a promise', () => {
  test('is marked done by one tap, and open again by another', async () => {
    const place = await openPlace(smallBook());
    await place.test.ok('昨天拜访华为张伟，聊了二期预算，下周三给方案');
    const page = await enter(place, 'wang');
    await page.locator('.account', { hasText: '华为' }).click();
    const promises = page.locator('[data-part=promises]');
    await promises.getByRole('button', { name: '标为完成: 给方案' }).click();
    await promises.getByText('已兑现（1）').waitFor();
    await promises.getByText('没有未兑现的承诺').waitFor();
    await lastReply(page).getByRole('button', { name: '撤销' }).click();
    await promises.getByRole('button', { name: '标为完成: 给方案' }).waitFor();
    // Whoever may not change it is not offered to.
    const tom = await enter(place, 'tom', ENGLISH);
    await tom.locator('#scope-all').click();
    await tom.locator('.account', { hasText: '华为' }).click();
    await tom.locator('[data-part=promises]').getByText('给方案').waitFor();
    expect(await tom.locator('[data-part=promises]').getByRole('button').count()).toBe(0);
  });
});

describe('two accounts with nearly one name', () => {
  test('are asked apart with buttons, one tap records, one takes it back', async () => {
    const twins = book();
    const accounts = twins.accounts.map((one) =>
      one.name === 'Northwind' ? { ...one, name: 'Northwind Foods' } : one,
    );
    const place = await openPlace({ ...twins, accounts, interactions: [] });
    const page = await enter(place, 'tom', ENGLISH);
    await sayIn(page, 'stage Northwind');
    await lastReply(page).getByRole('button', { name: 'Northwind Foods' }).click();
    await lastReply(page)
      .getByText(/^Northwind Foods: /)
      .waitFor();
    await sayIn(page, 'share "Northwind Foods" 70');
    await lastReply(page).getByText('Share recorded').waitFor();
    await lastReply(page).getByRole('button', { name: 'Undo' }).click();
    await lastReply(page).getByText('Undone').waitFor();
  });
});
