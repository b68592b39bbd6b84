import { commandNamed } from '../../src/commands/registry.ts';
import type { Content } from '../../src/router/messages.ts';

/**
 * What an item of the bot's menu asks for. An administrator makes the menu by hand (event_key of at most 30 characters, menu.md): the
 * key is the name of a command, with or without `kam_` or `kam.` before it, or anything else that may be typed.
 */
export function menuContent(eventKey: string): Content {
  const key = eventKey.trim().replace(/^kam[_.:\-\s]\s*/i, '');
  const command = commandNamed(key.toLowerCase());
  if (command === undefined) return { text: `/kam ${key}`.trim() };
  const call = { command: command.name, args: {} };
  // What cannot run without being told more opens as its form; what writes is never done by a slip of the thumb.
  return command.asks({}) && command.lacks({}).length === 0 ? { call } : { form: call };
}
