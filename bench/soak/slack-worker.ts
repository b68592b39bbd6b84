/**
 * The assistant in Slack, to be killed: `slack-worker.ts JSON`. The real program but for its clock, which runs faster, so that
 * leases run out within seconds. Says `ready PORT` once it takes deliveries.
 */
import { openAssistant } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { openPublicListener } from '../../src/public-listener.ts';
import { openSlack } from '../../src/start.ts';
import type { SlackWorkerOptions } from './slack.ts';

const { environment, epoch, speed }: SlackWorkerOptions = JSON.parse(process.argv[2] ?? '{}');
const now = (): number => Math.round(epoch + (Date.now() - epoch) * speed);

const config = parseConfig(environment);
const assistant = await openAssistant(config, now);
if (config.slack === null) throw new Error('the soak is about Slack');
const slack = await openSlack(assistant, config.slack);
const routes = new Map(slack.handle === null ? [] : [['/slack/events', slack.handle] as const]);
const readiness = async () => ({ ready: true, parts: {} });
const { port } = await openPublicListener({ host: '127.0.0.1', port: 0, routes, readiness });
assistant.intake.start();
assistant.speaking.delivery.start();
console.log(`ready ${port}`);
