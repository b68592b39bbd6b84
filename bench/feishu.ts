import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { encryptBody, signatureOf } from '../test/fakes/feishu/crypto.ts';
import { type FeishuDouble, openFeishuDouble } from '../test/fakes/feishu/feishu-double.ts';
import { seededId } from '../test/fakes/feishu/identifiers.ts';
import { APP_ID, PEOPLE, TENANT } from '../test/fakes/feishu/seed.ts';
import { type Acknowledged, AT_ONCE, compareAcknowledging, type Post, speakerKey } from './acknowledging.ts';

/** Encrypted, signed messages, beside a bare HTTP server that checks, decrypts and parses them. */
export async function measureFeishu(folder: string): Promise<Acknowledged> {
  const people = Array.from({ length: AT_ONCE }, (_, speaker) => {
    const key = speakerKey(speaker);
    const ids = { openId: seededId('ou_', key), unionId: seededId('on_', key), userId: key };
    return [key, { ...PEOPLE.wang, ...ids, name: key, email: `${key}@example.com`, mobile: null }] as const;
  });
  const double = await openFeishuDouble({ people: Object.fromEntries(people), burst: null });
  const environment = {
    DATABASE_URL: `file:${join(folder, 'feishu.db')}`,
    LOG_LEVEL: 'error',
    CONSOLE: 'off',
    FEISHU_APP_ID: double.appId,
    FEISHU_APP_SECRET: double.appSecret,
    FEISHU_ENCRYPT_KEY: double.encryptKey,
    FEISHU_VERIFICATION_TOKEN: double.verificationToken,
    FEISHU_BASE_URL: double.url,
    FEISHU_MODE: 'webhook',
  };
  try {
    const chats = await Promise.all(people.map(([key]) => chatOf(key, double)));
    return await compareAcknowledging({
      environment,
      bare: ['feishu-bare.ts', double.encryptKey],
      path: '/feishu/events',
      say: createMessages(double, chats),
    });
  } finally {
    await double.close();
  }
}

/** The conversation somebody has with the assistant: made by writing in it, before there is anybody to hear. */
async function chatOf(key: string, double: FeishuDouble): Promise<string> {
  return (await double.say(key, '你好', { http: 'http://127.0.0.1:9/' })).chat;
}

function createMessages(
  { encryptKey, verificationToken: token }: FeishuDouble,
  chats: readonly string[],
): (speaker: number) => Post {
  const run = randomBytes(6).toString('hex');
  let typed = 0;
  return (speaker) => {
    typed += 1;
    const key = speakerKey(speaker);
    const now = String(Date.now());
    const id = `${run}${typed}`;
    const event = {
      sender: {
        sender_id: { open_id: seededId('ou_', key), union_id: seededId('on_', key) },
        sender_type: 'user',
        tenant_key: TENANT,
      },
      message: {
        ...{ message_id: `om_${id}`, create_time: now, update_time: now, chat_id: chats[speaker] ?? '' },
        ...{ chat_type: 'p2p', message_type: 'text', user_agent: 'Mozilla/5.0 Lark/7.71.6' },
        content: JSON.stringify({ text: `记录 华为 张伟 电话 聊了预算 ${typed}` }),
      },
    };
    const header = { event_id: id, event_type: 'im.message.receive_v1', create_time: now, token };
    const told = { schema: '2.0', header: { ...header, app_id: APP_ID, tenant_key: TENANT }, event };
    const body = JSON.stringify({ encrypt: encryptBody(encryptKey, JSON.stringify(told)) });
    const timestamp = String(Math.floor(Date.now() / 1000));
    return {
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-lark-request-timestamp': timestamp,
        'x-lark-request-nonce': id,
        'x-lark-signature': signatureOf(timestamp, id, encryptKey, body),
      },
    };
  };
}
