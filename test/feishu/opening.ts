import { expect } from 'vitest';
import type { ChatDoor } from '../../src/chat/door.ts';
import { openFeishu } from '../../src/start.ts';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import type { FeishuSeed } from '../fakes/feishu/seed.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import {
  bookOfAddresses,
  type ChatAssistant,
  type Opening as ChatOpening,
  clockAt,
  listenAt,
  logInto,
  whenSettled,
} from '../fixtures/in-chat.ts';

export type Transport = 'websocket' | 'webhook';

export interface FeishuAssistant extends ChatAssistant<FeishuDouble> {
  readonly feishu: ChatDoor;
}

export type Opening = ChatOpening<FeishuDouble, FeishuSeed>;

/** The settings of an app of the double. */
export function settingsOf(double: FeishuDouble, transport: Transport): Readonly<Record<string, string>> {
  return {
    FEISHU_APP_ID: double.appId,
    FEISHU_APP_SECRET: double.appSecret,
    FEISHU_BASE_URL: double.url,
    FEISHU_MODE: transport,
    ...(transport === 'webhook'
      ? { FEISHU_ENCRYPT_KEY: double.encryptKey ?? '', FEISHU_VERIFICATION_TOKEN: double.verificationToken }
      : {}),
  };
}

/** A whole assistant in an organisation of the double, with everything that runs by itself started. */
export async function openInFeishu(transport: Transport, opening: Opening = {}): Promise<FeishuAssistant> {
  const { seed = {}, settings = {}, now = clockAt().now, book = bookOfAddresses() } = opening;
  const double = await openFeishuDouble(seed);
  opening.before?.(double);
  const test = await openTestAssistant(book, { ...settingsOf(double, transport), ...settings }, now);
  const { assistant } = test;
  if (assistant.config.feishu === null) throw new Error('Feishu is not configured');
  const told: string[] = [];
  const feishu = await openFeishu({ ...assistant, log: logInto(told) }, assistant.config.feishu);
  const listener = await listenAt('/feishu/events', feishu);
  assistant.intake.start();
  assistant.speaking.delivery.start();
  if (opening.isUnready !== true) {
    await expect.poll(() => feishu.readiness()).toEqual({ ready: true, message: 'ok' });
    if (transport === 'websocket') await double.socket.whenConnected();
  }
  return {
    ...test,
    double,
    feishu,
    told,
    via: listener === null ? {} : { http: `http://127.0.0.1:${listener.port}/feishu/events` },
    settled: () => whenSettled(assistant),
    async close() {
      await feishu.close();
      await listener?.close();
      await assistant.speaking.delivery.stop();
      await test.close();
      await double.close();
    },
  };
}
