import { joinPieces, tidyTyped } from '../../src/chat/typed-text.ts';

/** What people and channels that are mentioned are called; `null`: not known, then Slack's own label is taken. */
export interface Called {
  person(user: string): Promise<string | null>;
  channel(channel: string): Promise<string | null>;
}

/**
 * What a person meant by a text as Slack hands it over: entities and links as they were typed, mentions by name, ours taken out
 * wherever it stands, what phones make of quotes, dashes and spaces undone. Wording is left as it is.
 */
export async function readInbound(text: string, ourUser: string | null, called: Called): Promise<string> {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: inner = '', index } of text.matchAll(BRACKETED)) {
    const before = decoded(text.slice(end, index));
    const name = await meant(inner, ourUser, called);
    pieces.push(before, name);
    end = index + whole.length;
    // What stood between two spaces and is gone leaves one.
    if (name === '' && before.endsWith(' ') && text.charAt(end) === ' ') end += 1;
    // "@KAM, …" and "@KAM：…"
    if (name === '' && joinPieces(pieces).trim() === '')
      end += /^[\s,，:：、]*/u.exec(text.slice(end))?.[0].length ?? 0;
  }
  pieces.push(decoded(text.slice(end)));
  return tidyTyped(joinPieces(pieces));
}

/** Slack brackets what is more than text; a `<` that was typed comes as an entity (docs.slack.dev, formatting message text). */
const BRACKETED = /<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]+)>/g;

const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

async function meant(inner: string, ourUser: string | null, called: Called): Promise<string> {
  const bar = inner.indexOf('|');
  const [target, label] = bar === -1 ? [inner, ''] : [inner.slice(0, bar), decoded(inner.slice(bar + 1))];
  const id = target.slice(1);
  switch (target.charAt(0)) {
    case '@':
      if (id === ourUser) return '';
      return (await called.person(id)) ?? (label.replace(/^@/, '') || `@${id}`);
    case '#':
      return `#${(await called.channel(id)) ?? (label.replace(/^#/, '') || id)}`;
    case '!':
      return special(id, label);
    default:
      return link(decoded(target), label);
  }
}

/** `<!here>`, `<!subteam^S1|@sales>`, `<!date^1392734382^{date}|February 18>`. */
function special(name: string, label: string): string {
  if (label !== '') return label;
  return `@${name.split('^', 1)[0] ?? name}`;
}

/** Slack links what looks like an address by itself: then only what was typed is meant. */
function link(target: string, label: string): string {
  const bare = target.replace(/^(?:mailto|tel):/, '');
  if (label === '') return bare;
  const plain = (address: string): string =>
    address
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '')
      .toLowerCase();
  const isTyped = bare !== target || plain(label) === plain(target);
  return isTyped ? label : `${label} (${target})`;
}
