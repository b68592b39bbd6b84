import { seededId } from '../identifiers.ts';
import { isRecord, type Json, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { SlashCommand, State } from '../state.ts';
import { defineRoute, invalidField, type Route } from './define-route.ts';

const READ = ['application:app_slash_command:read', 'application:app_slash_command:write'];
const WRITE = ['application:app_slash_command:write'];
const MOST = 100;

/** Registered slash commands (mcp_open_tools/agent-best-practices/agent-supports-slash-commands). */
export const SLASH_ROUTES: readonly Route[] = [
  defineRoute('GET application/v7/app_slash_commands', {
    scopes: READ,
    answer: ({ state, query }) => {
      const all = [...state.commands.values()];
      const [from, size] = [Number(query['page_token'] || 0), Number(query['page_size'] || 20)];
      if (!(size >= 1 && size <= 100)) throw invalidField('page_size', 'the max value is 100');
      const hasMore = from + size < all.length;
      const more = hasMore ? { page_token: String(from + size) } : {};
      return { items: all.slice(from, from + size).map(toWire), has_more: hasMore, ...more };
    },
  }),
  defineRoute('POST application/v7/app_slash_commands', {
    scopes: WRITE,
    needs: { body: ['command', 'description'] },
    answer: ({ state, body }) => {
      if (state.commands.size >= MOST) throw new Refusal(40000001, `at most ${MOST} commands`);
      const command: SlashCommand = {
        id: seededId('', `${String(body['command'])}${state.calls.length}`).slice(0, 16),
        command: nameIn(state, body, null),
        description: descriptionIn(body),
        icon: iconIn(state, body),
      };
      state.commands.set(command.id, command);
      return { ...toWire(command), command_id: command.id };
    },
  }),
  defineRoute('PATCH application/v7/app_slash_commands/:id', {
    scopes: WRITE,
    answer: ({ state, params, body }) => {
      const command = known(state, params['id'] ?? '');
      if (body['command'] !== undefined) command.command = nameIn(state, body, command.id);
      if (body['description'] !== undefined) command.description = descriptionIn(body);
      if (body['icon'] !== undefined) command.icon = iconIn(state, body);
      return toWire(command);
    },
  }),
  defineRoute('DELETE application/v7/app_slash_commands/:id', {
    scopes: WRITE,
    answer: ({ state, params }) => {
      state.commands.delete(known(state, params['id'] ?? '').id);
      return {};
    },
  }),
];

function toWire({ id, command, description, icon }: SlashCommand): Json {
  return { command_id: id, command, description, ...(icon === null ? {} : { icon }) };
}

function known(state: State, id: string): SlashCommand {
  const found = state.commands.get(id);
  if (found === undefined) throw new Refusal(40000004, 'slash command not found', 404);
  return found;
}

/** Without the slash, unique (40000000). */
function nameIn(state: State, body: Json, self: string | null): string {
  const name = textIn(body['command']);
  if (name === '' || /[/\s]/.test(name)) throw invalidField('command', 'without a slash and without spaces');
  const isTaken = [...state.commands.values()].some((one) => one.command === name && one.id !== self);
  if (isTaken) throw new Refusal(40000000, 'slash command already exists');
  return name;
}

function descriptionIn(body: Json): Json {
  const { description } = body;
  if (!isRecord(description) || textIn(description['default_value']) === '') {
    throw invalidField('description', 'default_value is required');
  }
  const { i18n } = description;
  const isMeant =
    i18n === undefined || (isRecord(i18n) && Object.keys(i18n).every((one) => /^[a-z]{2}_[a-z]{2}$/.test(one)));
  if (!isMeant) throw invalidField('description.i18n', 'by locale: zh_cn, en_us');
  return description;
}

function iconIn(state: State, body: Json): Json | null {
  const { icon } = body;
  if (icon === undefined) return null;
  // 40000031: a bad icon.
  if (!isRecord(icon) || !state.files.has(textIn(icon['icon_key']))) throw new Refusal(40000031, 'invalid icon');
  return icon;
}
