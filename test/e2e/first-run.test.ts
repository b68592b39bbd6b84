import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { linesOf, openWorkplace, start } from '../fixtures/program.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
const children: ChildProcessWithoutNullStreams[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await browser?.close();
});

/** Starts the program as a newcomer would, on a free port; answers with the address it prints. */
async function startProgram(place = openWorkplace({ CONSOLE_PORT: '0', LOG_LEVEL: 'warn' })) {
  const child = start(['start'], place);
  children.push(child);
  const { value } = await linesOf(child).next();
  const [url] = /http:\/\/\S+/.exec(String(value)) ?? [];
  if (!url) throw new Error(`no address in ${value}`);
  return { child, url, place };
}

const ended = (child: ChildProcessWithoutNullStreams) =>
  new Promise<number | null>((resolve) => child.once('exit', resolve));

describe('the first run, in a real browser against the real program', () => {
  it('leads from nothing to a log, an undo, and a stage in both languages', async () => {
    const { child, url } = await startProgram();
    const page = await browser.newPage({ locale: 'zh-CN' });
    const log = page.getByRole('log');
    const say = async (text: string) => {
      await page.locator('#message').fill(text);
      await page.locator('#message').press('Enter');
    };
    await page.goto(url);
    await page.getByLabel(/姓名/).fill('王芳');
    await page.getByLabel(/邮箱/).fill('wang@example.com');
    await page.getByLabel(/时区/).fill('Asia/Shanghai');
    await page.getByRole('button', { name: '开始' }).click();
    await log.getByText('你是管理员').waitFor();
    await page.getByRole('button', { name: '载入示例' }).click();
    await log.getByText('示例已载入').waitFor();

    await say('昨天拜访华为张伟，聊了二期预算');
    await log.getByText('已记录：拜访').waitFor();
    await page.getByRole('button', { name: '撤销' }).last().click();
    await log.getByText('已撤销').waitFor();

    await say('华为现在什么阶段？');
    await log.getByText('稳定合作阶段').first().waitFor();
    await say('what stage is Northwind?');
    await log.getByText('从未记录').waitFor();
    await page.getByRole('button', { name: '记录份额' }).last().click();
    await page.getByLabel(/^份额/).fill('45');
    await log.getByRole('button', { name: '发送' }).click();
    await log.getByText('已记录份额').waitFor();
    await say('/kam me language=en');
    await log.getByText('Time zone').waitFor();
    await say('what stage is Northwind?');
    await log.getByText('initial cooperation (secondary supplier)').first().waitFor();
    expect(await log.textContent()).toContain('To reach step 2');

    if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/first-run.png` });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
    await page.close();
  });

  it('keeps the person signed in over a restart, and lets nobody else in', async () => {
    const { child, url, place } = await startProgram();
    const port = new URL(url).port;
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(url);
    await page.getByLabel(/Your name/).fill('Tom');
    await page.getByLabel(/e-mail/).fill('tom@example.com');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('You are the administrator').waitFor();
    child.kill('SIGTERM');
    await ended(child);

    const again = await startProgram({ ...place, environment: { ...place.environment, CONSOLE_PORT: port } });
    await page.goto(new URL('/', url).href);
    await page.locator('#message').fill('me');
    await page.locator('#message').press('Enter');
    await page.getByRole('log').getByText('tom@example.com').waitFor();
    const stranger = await fetch(new URL('/', url), { redirect: 'manual' });
    expect(stranger.status).toBe(401);
    const used = await fetch(url, { redirect: 'manual' });
    expect(used.status).toBe(303);
    again.child.kill('SIGTERM');
    await page.close();
  });
});
