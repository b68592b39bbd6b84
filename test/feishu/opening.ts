import { expect } from 'vitest';
import type { Feishu } from '../../adapters/feishu/start.ts';
import type { Log } from '../../src/ports/log.ts';
import { openPublicListener, type PublicListener } from '../../src/public-listener.ts';
import { openFeishu } from '../../src/start.ts';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import type { FeishuSeed } from '../fakes/feishu/seed.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

export type Transport = 'websocket' | 'webhook';

export interface FeishuAssistant extends TestAssistant {
  readonly double: FeishuDouble;
  readonly feishu: Feishu;
  /** What Feishu's adapter told the operator, as `level message why`. */
  readonly told: readonly string[];
  /** How gestures are delivered: over the long connection, or to this address. */
  readonly via: { readonly http?: string };
  /** Resolves when all that was said is worked on and answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Opening {
  readonly seed?: FeishuSeed;
  readonly settings?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly book?: unknown;
  /** Called before anything asks the double. */
  readonly before?: (double: FeishuDouble) => void;
  /** It need not become ready. */
  readonly isUnready?: boolean;
}

/** The small book with an address for everybody, so that each is known in Feishu. */
export function bookOfAddresses() {
  const book = smallBook();
  return { ...book, members: book.members.map((member) => ({ email: `${member.key}@example.com`, ...member })) };
}

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
  const { seed = {}, settings = {}, now = movingClock(), book = bookOfAddresses() } = opening;
  const double = await openFeishuDouble(seed);
  opening.before?.(double);
  const test = await openTestAssistant(book, { ...settingsOf(double, transport), ...settings }, now);
  const { assistant } = test;
  if (assistant.config.feishu === null) throw new Error('Feishu is not configured');
  const told: string[] = [];
  const feishu = await openFeishu({ ...assistant, log: writingTo(told) }, assistant.config.feishu);
  const listener = await openFor(feishu);
  assistant.intake.start();
  assistant.speaking.delivery.start();
  if (opening.isUnready !== true) {
    await expect.poll(() => feishu.readiness()).toEqual({ ready: true, message: 'ok' });
    if (transport === 'websocket') await double.socket.whenConnected();
  }
  const { inbox, outbox } = assistant.store;
  return {
    ...test,
    double,
    feishu,
    told,
    via: listener === null ? {} : { http: `http://127.0.0.1:${listener.port}/feishu/events` },
    async settled() {
      await expect
        .poll(
          async () => {
            const [came, going] = [await inbox.figures(assistant.now()), await outbox.figures(assistant.now())];
            return came.states.pending + came.states.working + going.states.pending + going.states.sending;
          },
          { interval: 20, timeout: 10_000 },
        )
        .toBe(0);
    },
    async close() {
      await feishu.close();
      await listener?.close();
      await assistant.speaking.delivery.stop();
      await test.close();
      await double.close();
    },
  };
}

function writingTo(told: string[]): Log {
  const at =
    (level: string) =>
    (message: string, { why, error }: Readonly<Record<string, unknown>> = {}): void =>
      void told.push(`${level} ${message} ${String(why ?? error ?? '')}`.trim());
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** From NOW on, as fast as time passes: the pace of sending needs one that moves. */
function movingClock(): () => number {
  const since = performance.now();
  return () => Math.round(Date.parse(NOW) + performance.now() - since);
}

async function openFor({ handle }: Feishu): Promise<PublicListener | null> {
  if (handle === null) return null;
  const readiness = async () => ({ ready: true, parts: {} });
  return openPublicListener({ host: '127.0.0.1', port: 0, routes: new Map([['/feishu/events', handle]]), readiness });
}
