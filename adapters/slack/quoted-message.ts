import type { MessageShortcut } from '@slack/bolt';
import { isObject } from '../../src/chat/pressed.ts';
import type { Instant, Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { cut } from '../../src/reply/cut.ts';
import { momentFormat } from '../../src/reply/moment.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type ContentParts, calledIn } from './content.ts';
import { codeOf, toSlackFault } from './errors.ts';
import { readInbound } from './inbound-text.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { SlackParts } from './parts.ts';

/** A message somebody wants to keep. */
export interface Quoted {
  readonly text: string;
  readonly at: Instant;
  /** Who wrote it, where it is one of ours. */
  readonly member: Member | null;
  /** The text, who wrote it, when, and where it stands. */
  readonly note: string;
}

type QuoteParts = ContentParts & Pick<SlackParts, 'clients' | 'log'>;

/** What of a message's text is kept, in UTF-16 units: with the lines under it as much as the inputs of a modal hold. */
const TEXT_MAX = 11_000;

/** The message a shortcut was used on, as a note for this member. */
export async function quoteMessage(
  { message, channel }: MessageShortcut,
  reader: Member,
  team: string,
  parts: QuoteParts,
): Promise<Quoted> {
  const { language, timeZone } = reader;
  const at = Math.round(Number(message.ts) * 1000);
  const [said, author, link] = await Promise.all([
    readInbound(textOf(message), null, calledIn(team, parts)),
    authorOf(message, team, parts),
    permalinkOf(channel.id, message.ts, parts),
  ]);
  const text = isOurs(message, parts) ? withoutButtons(said) : said;
  const quoted = MODAL_WORDS[language].quoted(printableLine(author.name), momentFormat(language, timeZone)(at));
  const about = [quoted, ...(link === null ? [] : [link])].join('\n');
  const note = [cut(text, TEXT_MAX), attachedTo(message, language), about].filter((part) => part !== '');
  return { text, at, member: author.member, note: note.join('\n\n') };
}

type Message = MessageShortcut['message'];

/** What a program posts stands in its attachments, more often than not. */
function textOf(message: Message): string {
  const { text = '' } = message;
  const { attachments } = message as { readonly attachments?: unknown };
  if (text.trim() !== '' || !Array.isArray(attachments)) return text;
  const told = attachments.map((one) => (isObject(one) ? (one['text'] ?? one['fallback']) : undefined));
  return told.filter((one) => typeof one === 'string').join('\n');
}

/** Files are not kept; that there were some, and which, is. */
function attachedTo(message: Message, language: Language): string {
  const { files } = message as { readonly files?: unknown };
  const names = (Array.isArray(files) ? files : []).flatMap((file) =>
    isObject(file) && typeof file['name'] === 'string' ? [printableLine(file['name'])] : [],
  );
  return names.length === 0 ? '' : cut(MODAL_WORDS[language].attached(names.join(', ')), ATTACHED_MAX);
}

/** In UTF-16 units. */
const ATTACHED_MAX = 500;

function isOurs({ user, ...more }: MessageShortcut['message'], { workspace }: QuoteParts): boolean {
  const us = workspace();
  return us !== null && (user === us.botUser || (more as { readonly bot_id?: unknown }).bot_id === us.bot);
}

/** What we said, without the labels of buttons that stand in its words for notifications. */
const withoutButtons = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\[[^\]]+\](?: \[[^\]]+\])*$/.test(line.trim()))
    .join('\n')
    .trim();

async function permalinkOf(channel: string, ts: string, { clients, log }: QuoteParts): Promise<string | null> {
  try {
    const { permalink } = await clients.ask.chat.getPermalink({ channel, message_ts: ts });
    return permalink ?? null;
  } catch (error) {
    // In a conversation the assistant is not in, nobody tells it.
    if (codeOf(error) === null)
      log.warn('where a message stands could not be asked', { why: toSlackFault(error).text });
    return null;
  }
}

/** Whoever wrote it, by the name the book has; they need not have spoken with us yet. */
async function authorOf(
  message: MessageShortcut['message'],
  team: string,
  { directory, store: { views } }: QuoteParts,
): Promise<{ readonly name: string; readonly member: Member | null }> {
  const { user } = message;
  if (user === undefined) {
    const { username, bot_profile: bot } = message as { readonly username?: unknown; readonly bot_profile?: unknown };
    const names = [username, isObject(bot) ? bot['name'] : undefined];
    return { name: names.find((one): one is string => typeof one === 'string' && one !== '') ?? '?', member: null };
  }
  const known = await views.memberByIdentity('slack', team, user);
  if (known) return { name: known.name, member: known };
  const profile = await directory.profileOf(user).catch(() => null);
  const isOurs = profile?.standing === 'full' && profile.email !== null;
  const member = isOurs ? ((await views.memberByKey(profile.email ?? '')) ?? null) : null;
  return { name: member?.name ?? profile?.name ?? user, member };
}
