import { readdirSync, readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { HTTP_PATH } from '../adapters/slack/http.ts';
import { PROMPTS, type Prompts } from '../adapters/slack/prompts.ts';
import { SLACK_SCOPES } from '../adapters/slack/scopes.ts';
import { SHORTCUTS } from '../adapters/slack/shortcuts.ts';
import { SLACK_EVENTS } from '../adapters/slack/subscriptions.ts';
import { COMMANDS } from '../src/commands/registry.ts';
import { wordsOfCommands } from '../src/commands/words.ts';
import { understand } from '../src/language/understand.ts';
import { BOT_SCOPES, EVENTS } from './fakes/slack/seed.ts';
import { SLACK_MANIFEST, type SlackManifest, toTypedManifest } from './fixtures/slack-manifest-schema.ts';
import { context } from './language/understanding-book.ts';

const TEXT = readFileSync('manifest.yml', 'utf8');
const read = (text: string): SlackManifest => SLACK_MANIFEST.parse(parse(text));
const manifest = read(TEXT);

/** As the comments in it say. */
const FOR_HTTP = TEXT.replace(/^(\s*)# ((?:url|request_url|message_menu_options_url): )/gm, '$1$2').replace(
  'socket_mode_enabled: true',
  'socket_mode_enabled: false',
);

const SOURCES = readdirSync('adapters/slack')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`adapters/slack/${name}`, 'utf8').replace(/\s*\.\s*(?=\w)/g, '.'));

/** Scopes of a bot's token: docs.slack.dev/reference/methods/NAME; of those for kinds of conversations, the kinds asked about. */
const OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** docs.slack.dev/reference/events/NAME */
const OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** docs.slack.dev/reference/scopes/commands, docs.slack.dev/ai/developing-agents */
const OF_FEATURES: Readonly<Record<string, readonly string[]>> = {
  agent_view: ['assistant:write'],
  app_home: [],
  bot_user: [],
  shortcuts: ['commands'],
  slash_commands: ['commands'],
};

/** Everything a client can call, by Slack's names. */
function methodsOf(client: object, path: readonly string[] = []): readonly string[] {
  return Object.entries(client).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'function') return path.length === 0 ? [] : [[...path, key].join('.')];
    const isGroup = typeof value === 'object' && value?.constructor === Object && path.length < 3;
    return isGroup ? methodsOf(value as object, [...path, key]) : [];
  });
}

function methodsCalled(): readonly string[] {
  const known = methodsOf(new WebClient('xoxb-none'));
  const called = known.filter((name) => SOURCES.some((source) => source.includes(`.${name}(`)));
  const named = SOURCES.flatMap((source) =>
    [...source.matchAll(/apiCall\(\s*'([\w.]+)'/g)].map(([, name]) => name ?? ''),
  );
  const uploads = SOURCES.some((source) => source.includes('filesUploadV2('))
    ? ['files.getUploadURLExternal', 'files.completeUploadExternal']
    : [];
  return [...new Set([...called, ...named, ...uploads])].toSorted();
}

/** The events something is done with: every listener hears them all, and looks at their type. */
function eventsHandled(): readonly string[] {
  const sources = SOURCES.filter((source) => source.includes('event.type'));
  const compared = sources.flatMap((source) => [
    ...source.matchAll(/(?:(?<!typeof )event\.type [!=]==|case) '([a-z_]+)'/g),
  ]);
  const listed = sources.flatMap((source) =>
    [...source.matchAll(/_EVENTS\b[^=]*= new Set\(\[([^\]]*)\]/g)].flatMap(([, list = '']) => [
      ...list.matchAll(/'([a-z_]+)'/g),
    ]),
  );
  const types = [...compared, ...listed].map(([, type = '']) => (type === 'message' ? 'message.im' : type));
  return [...new Set(types)].toSorted();
}

const sorted = (all: Iterable<string>): readonly string[] => [...new Set(all)].toSorted();

describe('manifest.yml', () => {
  test('is what Slack takes, and what web-api types', () => {
    expect(toTypedManifest(manifest).display_information.name).toBe('KAM Assistant');
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(TEXT).not.toMatch(/^\s*(?:url|request_url|message_menu_options_url):/m);
  });

  test('with its comments taken away is complete for HTTP', () => {
    const { settings, features } = read(FOR_HTTP);
    const { event_subscriptions: events, interactivity } = settings;
    const urls = [
      events?.request_url,
      interactivity?.request_url,
      interactivity?.message_menu_options_url,
      ...(features.slash_commands ?? []).map(({ url }) => url),
    ];
    expect(urls).toEqual(urls.map(() => `https://kam.example.com${HTTP_PATH}`));
    expect(settings.socket_mode_enabled).toBe(false);
  });

  test.each([
    ['a long description that is too short', /long_description: >-\n(?: {4}.*\n)+/, 'long_description: too short\n'],
    ['a short description that is too long', /description: Remembers/, `description: ${'x'.repeat(140)}`],
    ['a key nobody knows', 'always_online: true', 'always_awake: true'],
    ['a command without its slash', 'command: /kam', 'command: kam'],
    ['a shortcut with a long name', 'name: Log to account', `name: ${'x'.repeat(25)}`],
    ['a name of the bot with a space', 'display_name: kam', 'display_name: KAM Assistant'],
    ['an event that is none', '- message.im', '- message.mi'],
    ['an event twice', '- message.im', '- user_change'],
    ['a scope that is none', '- im:write', '- im:wright'],
    ['a fifth prompt', '    suggested_prompts:\n', '    suggested_prompts:\n      - {title: a, message: b}\n'],
    ['a colour that is none', '"#1f3a5f"', '"navy"'],
    ['an address that is none', '# request_url: https://', 'request_url: ftp://'],
  ])('%s would be refused', (_, from, to) => {
    const changed = TEXT.replace(from, to);
    expect(changed).not.toBe(TEXT);
    expect(SLACK_MANIFEST.safeParse(parse(changed)).success).toBe(false);
  });

  test('subscribes to the events that are handled, and to no other', () => {
    expect(sorted(manifest.settings.event_subscriptions?.bot_events ?? [])).toEqual(eventsHandled());
  });

  test('has the one command, and the two shortcuts that are handled', () => {
    expect(manifest.features.slash_commands?.map(({ command }) => command)).toEqual(['/kam']);
    const shortcuts = manifest.features.shortcuts?.map(({ type, callback_id: id, name }) => [type, id, name]);
    expect(shortcuts).toEqual([
      ['message', SHORTCUTS.message, 'Log to account'],
      ['global', SHORTCUTS.global, 'Log an interaction'],
    ]);
  });

  test('asks for the scopes that are used, and for no other', () => {
    const methods = methodsCalled();
    expect(methods.filter((name) => !(name in OF_METHODS))).toEqual([]);
    const events = manifest.settings.event_subscriptions?.bot_events ?? [];
    const needed = [
      ...methods.flatMap((name) => OF_METHODS[name] ?? []),
      ...events.flatMap((name) => OF_EVENTS[name] ?? []),
      ...Object.keys(manifest.features).flatMap((name) => OF_FEATURES[name] ?? []),
    ];
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(needed));
    expect(Object.keys(SLACK_SCOPES)).toEqual(manifest.oauth_config.scopes.bot);
  });

  test('finds the calls of a client by their names', () => {
    expect(methodsOf(new WebClient('xoxb-none'))).toContain('assistant.threads.setSuggestedPrompts');
    expect(methodsCalled()).toEqual(expect.arrayContaining(['auth.test', 'chat.postMessage', 'users.info']));
  });

  test('is what the double of Slack in the tests stands on', () => {
    expect(sorted(BOT_SCOPES)).toEqual(sorted(manifest.oauth_config.scopes.bot));
    expect(sorted(EVENTS)).toEqual(sorted(manifest.settings.event_subscriptions?.bot_events ?? []));
  });

  test('is subscribed to what the doctor says', () => {
    expect(sorted(Object.keys(SLACK_EVENTS))).toEqual(sorted(EVENTS));
  });

  test('suggests what the program suggests, and what is understood', async () => {
    const messagesOf = ({ prompts }: Prompts) => prompts.map(({ message }) => message);
    const suggested = manifest.features.agent_view?.suggested_prompts?.map(({ message }) => message);
    expect(suggested).toEqual(messagesOf(PROMPTS.en));
    const understanding = { ...context, commands: wordsOfCommands(COMMANDS) };
    for (const [index, message] of [...messagesOf(PROMPTS.en), ...messagesOf(PROMPTS.zh)].entries()) {
      const command = suggested?.[index % suggested.length];
      expect(await understand(message, understanding)).toMatchObject({ kind: 'command', command });
    }
  });
});
