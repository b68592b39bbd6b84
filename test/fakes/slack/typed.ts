import { BOT_USER } from './seed.ts';
import type { State } from './state.ts';

/**
 * What somebody types as the app receives it (docs formatting-message-text): `&`, `<` and `>` escaped, `@Name` a mention,
 * `#channel` a reference, addresses and e-mail addresses in angle brackets.
 */
export function asSent(text: string, state: State): string {
  const linked = escaped(text)
    .replace(/(?<![\w.])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g, '<mailto:$1|$1>')
    .replace(/https?:\/\/[^\s<>]+/g, '<$&>');
  return named(linked, state, (id) => `<@${id}>`);
}

/** The text of a slash command: with `should_escape` mentions bring a name along, without it they stay as typed [bolt-js#1361]. */
export function asCommandText(text: string, state: State): string {
  if (!state.seed.command.shouldEscape) return escaped(text);
  const linked = escaped(text).replace(/https?:\/\/[^\s<>]+/g, '<$&>');
  return named(linked, state, (id, name) => `<@${id}|${name}>`);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function named(text: string, state: State, mention: (id: string, name: string) => string): string {
  const people = [...state.users.values()].map(({ id, name }) => ({ id, name }));
  const all = [...people, { id: BOT_USER, name: 'KAM' }].sort((a, b) => b.name.length - a.name.length);
  const withPeople = all.reduce((sum, { id, name }) => sum.replaceAll(`@${name}`, mention(id, name)), text);
  return [...state.channels.values()]
    .filter((one) => one.kind !== 'im')
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((sum, { id, name }) => sum.replaceAll(`#${name}`, `<#${id}|${name}>`), withPeople);
}
