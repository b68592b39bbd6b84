/**
 * The assistant on one chat platform, to be killed: `chat-worker.ts JSON`. The real program but for its clock, which runs faster, so
 * that leases run out within seconds. Says `ready PORT` once it takes deliveries.
 */
import { openAssistant } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { openPublicListener } from '../../src/public-listener.ts';
import { openFeishu, openSlack } from '../../src/start.ts';
import type { ChatWorkerOptions } from './copies.ts';

const { environment, epoch, speed, aheadMs = 0 }: ChatWorkerOptions = JSON.parse(process.argv[2] ?? '{}');
const now = (): number => Math.round(epoch + (Date.now() - epoch) * speed + aheadMs);

const config = parseConfig(environment);
const assistant = await openAssistant(config, now);
const slack = config.slack === null ? null : await openSlack(assistant, config.slack);
const feishu = config.feishu === null ? null : await openFeishu(assistant, config.feishu);
const routes = new Map(
  (
    [
      ['/slack/events', slack?.handle ?? null],
      ['/feishu/events', feishu?.handle ?? null],
    ] as const
  ).flatMap(([path, handle]) => (handle === null ? [] : [[path, handle] as const])),
);
const readiness = async () => ({ ready: true, parts: {} });
const { port } = await openPublicListener({ host: '127.0.0.1', port: 0, routes, readiness });
assistant.intake.start();
assistant.speaking.delivery.start();
console.log(`ready ${port}`);
