import { createLog } from './logging.ts';
import { type ExitCode, misused, settings, tell } from './shell.ts';

interface FeishuSetupOptions {
  readonly url?: string;
  readonly dryRun?: boolean;
}

export async function runFeishuSetup({ url, dryRun = false }: FeishuSetupOptions): Promise<ExitCode> {
  const { feishu, language } = settings();
  if (feishu === null)
    return misused(
      'feishu setup: FEISHU_APP_ID and FEISHU_APP_SECRET are missing. Put them into .env, see .env.example',
    );
  if (url !== undefined && !/^https:\/\/[^/\s]+\/?$/.test(url))
    return misused(`--url ${url}: an address such as https://kam.example.com`);
  const { setUpFeishu } = await import('../adapters/feishu/setup.ts');
  const log = createLog('silent');
  return tell(await setUpFeishu(feishu, { language, publicUrl: url ?? null, isDry: dryRun, log }));
}
