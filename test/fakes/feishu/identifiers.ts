import { createHash, randomBytes } from 'node:crypto';

/** An id as Feishu writes it: `om_` messages, `omt_` topics, `oc_` chats, `img_`, `file_`. No two doubles give the same. */
export const newId = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** The id of something seeded: always the same for the same name. */
export const seededId = (prefix: string, name: string): string =>
  prefix + createHash('sha256').update(`${prefix}:${name}`).digest('hex').slice(0, 32);
