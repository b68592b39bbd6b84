import { cardProblems } from './card-rules/card.ts';
import { isRecord, type Json, parsed, recordsIn, textIn } from './json.ts';
import { readCard } from './reading/card.ts';
import { Refusal } from './refusal.ts';
import { standingIn } from './standing.ts';
import type { Chat, State } from './state.ts';

/** Sizes of the whole `content` in bytes (im-v1/message/create: text ≤ 150 KB, post and card ≤ 30 KB). */
const TEXT_BYTES = 150 * 1024;
const RICH_BYTES = 30 * 1024;

/** Refuses a content Feishu would not send there; of a card what it is. */
export function checkContent(state: State, type: string, content: unknown, chat: Chat): { readonly card: Json | null } {
  if (typeof content !== 'string')
    throw new Refusal(230001, 'Your request contains an invalid request parameter: content.');
  const value = parsed(content);
  if (!isRecord(value)) throw new Refusal(230001, 'content is not in json format');
  if (Buffer.byteLength(content) > (type === 'text' ? TEXT_BYTES : RICH_BYTES)) {
    throw new Refusal(230025, 'The length of the message content reaches its limit.');
  }
  check(state, type, value);
  checkWords(state, type, value);
  if (!chat.mayMentionAll && mentionsAll(type, value, content)) {
    // Sending fails if the owner has not allowed it (im-v1/message-content-description).
    throw new Refusal(230018, 'These operations are NOT allowed at current group settings: at all.');
  }
  return { card: type === 'interactive' ? value : null };
}

/** Of a card only its markdown is read for mentions: plain text is shown as it is. */
const mentionsAll = (type: string, value: Json, content: string): boolean =>
  type === 'interactive'
    ? readCard(value).pings.includes('all')
    : /<at (?:user_id|id)=["']?all\b/.test(content.replaceAll('\\"', '"'));

function check(state: State, type: string, value: Json): void {
  const param = (what: string): Refusal =>
    new Refusal(230001, `Your request contains an invalid request parameter, ext=${what}`);
  switch (type) {
    case 'text':
      if (textIn(value['text']) === '') throw param('text is empty');
      return;
    case 'post':
      checkPost(value, param);
      return;
    case 'image':
    case 'file': {
      const key = textIn(value[`${type}_key`]);
      // A bot can only send its own uploads (im-v1/image/create).
      if (state.files.get(key)?.type !== type) throw param(`${type}_key is invalid`);
      return;
    }
    case 'interactive':
      checkCard(state, value);
      return;
    case 'share_chat':
      if (!state.chats.has(textIn(value['chat_id']))) throw param('chat_id is invalid');
      return;
    default:
      throw param('invalid msg_type');
  }
}

/** By language, a title and lines of elements (im-v1/message-content-description). */
function checkPost(value: Json, param: (what: string) => Refusal): void {
  const languages = Object.entries(value);
  if (languages.length === 0) throw param('post is empty');
  for (const [language, post] of languages) {
    if (!/^[a-z]{2}_[a-z]{2}$/.test(language) || !isRecord(post)) throw param(`post has no language ${language}`);
    const lines = post['content'];
    if (!Array.isArray(lines) || !lines.every(Array.isArray)) throw param('post content is not lines of elements');
    const tags = lines.flatMap((line) => recordsIn(line).map(({ tag }) => tag));
    const wrong = tags.find((tag) => !POST_TAGS.has(String(tag)));
    if (wrong !== undefined) throw param(`unknown tag ${String(wrong)}`);
  }
}

const POST_TAGS = new Set(['text', 'a', 'at', 'img', 'media', 'emotion', 'hr', 'code_block', 'md']);

/** 230099 with the sub-code where Feishu has it (im-v1/message/create, error codes). */
export function checkCard(state: State, card: Json): void {
  const [problem] = cardProblems(card, standingIn(state, false));
  if (problem !== undefined) throw cardRefusal(problem.code, problem.what);
}

export function cardRefusal(code: number, what: string): Refusal {
  return new Refusal(230099, `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${what}`);
}

/** What the organisation lets nobody send: words (230022), and where data protection is on phone numbers and addresses (230028). */
export function checkWords(state: State, type: string, value: Json): void {
  const read = type === 'interactive' ? readCard(value).text : JSON.stringify(value);
  if (state.seed.forbiddenWords.some((word) => read.includes(word))) {
    throw new Refusal(230022, 'The content of the message contains sensitive information.');
  }
  if (state.blocksPrivate && PRIVATE.test(read)) {
    throw new Refusal(230028, 'The messages do NOT pass the audit, ext=contain sensitive data: phone or email.');
  }
}

const PRIVATE =
  /(?<![\d\w])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\d\w])\+\d{8,15}(?!\d)/;
