import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEISHU_CALLBACKS, FEISHU_EVENTS, FEISHU_SCOPES } from '../../adapters/feishu/requirements.ts';
import { MOST_SLASH_COMMANDS, slashCommands } from '../../adapters/feishu/slash-commands.ts';
import { COMMANDS } from '../../src/commands/registry.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';
import { understand } from '../../src/language/understand.ts';
import { EVENTS, SCOPES } from '../fakes/feishu/seed.ts';
import { context } from '../language/understanding-book.ts';

const app = JSON.parse(readFileSync('adapters/feishu/app.json', 'utf8'));
const SOURCES = readdirSync('adapters/feishu')
  .filter((name) => name.endsWith('.ts') && !['requirements.ts', 'doctor.ts', 'setup.ts'].includes(name))
  .map((name) => readFileSync(`adapters/feishu/${name}`, 'utf8'));

/** What the calls need (server docs of each, `Required scopes`; one of those named is enough). */
const OF_CALLS: Readonly<Record<string, readonly string[]>> = {
  '/open-apis/im/v1/messages': ['im:message:send_as_bot'],
  '/open-apis/im/v1/files': ['im:resource'],
  '/open-apis/im/v1/chats': ['im:chat:readonly'],
  '/open-apis/contact/v3/users': ['contact:contact.base:readonly'],
  '/open-apis/tenant/v2/tenant/query': ['tenant:tenant:readonly'],
  '/open-apis/ephemeral/v1/send': ['im:message:send_as_bot'],
  '/open-apis/application/v7/app_slash_commands': [
    'application:app_slash_command:read',
    'application:app_slash_command:write',
  ],
};

describe('app.json', () => {
  it('is what the code asks for', () => {
    expect(app).toEqual({
      scopes: { tenant: Object.keys(FEISHU_SCOPES), user: [] },
      events: FEISHU_EVENTS,
      callbacks: FEISHU_CALLBACKS,
      slashCommands: slashCommands(),
    });
  });

  it('is granted to the double as it is, and no more', () => {
    expect([...SCOPES].sort()).toEqual(Object.keys(FEISHU_SCOPES).sort());
    expect([...EVENTS].sort()).toEqual([...FEISHU_EVENTS].sort());
  });

  it.each(FEISHU_EVENTS.concat(FEISHU_CALLBACKS))('asks for %s, which something is done with', (event) => {
    expect(SOURCES.some((source) => source.includes(`'${event}'`))).toBe(true);
  });

  it.each(Object.entries(OF_CALLS))('has what %s needs', (path, scopes) => {
    expect(SOURCES.some((source) => source.includes(path))).toBe(true);
    expect(Object.keys(FEISHU_SCOPES)).toEqual(expect.arrayContaining([...scopes]));
  });

  it('says in both languages what each scope is for', () => {
    for (const { en, zh } of Object.values(FEISHU_SCOPES)) {
      expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
      expect(zh).not.toBe('');
    }
  });
});

describe('the slash commands', () => {
  it('are as many as Feishu takes, each once, without what it refuses', () => {
    const names = slashCommands().map(({ command }) => command);
    expect(names.length).toBeLessThanOrEqual(MOST_SLASH_COMMANDS);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^\s/]+$/);
  });

  it('are every command by its name in both languages', () => {
    const names = slashCommands().map(({ command }) => command);
    for (const { name, text } of COMMANDS) expect(names).toEqual(expect.arrayContaining([name, text.zh.aliases[0]]));
  });

  it.each(slashCommands().filter(({ command }) => command !== 'kam'))(
    '/$command is understood',
    async ({ command }) => {
      const meant = COMMANDS.find(({ name, text }) => name === command || text.zh.aliases[0] === command)?.name;
      expect(await understand(`/${command}`, { ...context, commands: wordsOfCommands(COMMANDS) })).toMatchObject({
        command: meant,
      });
    },
  );
});
