import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/registry.ts';
import { ENVIRONMENT, parseConfig } from '../src/config.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What each part may import beside itself: folders and files from the root, packages, and `node:` for all that Node brings. */
const FENCE: Readonly<Record<string, readonly string[]>> = {
  'src/domain': ['temporal-polyfill', 'tyme4ts'],
  'src/reply': ['src/domain'],
  'src/i18n': ['src/domain', 'src/reply'],
  'src/ports': ['src/domain', 'src/reply'],
  'src/language': ['node:', 'src/domain', 'src/ports', 'chrono-node', 'pinyin-pro', 'opencc-js'],
  'src/services': ['node:', 'src/domain', 'src/ports', 'src/reply', 'src/i18n', 'src/language', 'zod', 'date-holidays'],
  'src/commands': ['node:', 'src/domain', 'src/ports', 'src/reply', 'src/i18n', 'src/language', 'src/services', 'zod'],
  'src/router': [
    'node:',
    'src/domain',
    'src/ports',
    'src/reply',
    'src/i18n',
    'src/language',
    'src/services',
    'src/commands',
  ],
  'src/chat': [
    'node:',
    'src/domain',
    'src/ports',
    'src/reply',
    'src/i18n',
    'src/language',
    'src/services',
    'src/commands',
    'src/router',
  ],
  'src/ops': ['node:', 'src/domain', 'src/ports', 'src/reply', 'src/i18n', 'src/services', 'zod'],
  'src/ops/tables': [
    'node:',
    'src/domain',
    'src/ports',
    'src/i18n',
    'src/ops',
    'zod',
    'csv-parse',
    'read-excel-file',
    'write-excel-file',
  ],
  'src/config.ts': ['node:', 'src/domain', 'zod'],
  db: ['node:', 'src/domain', 'src/ports', 'drizzle-orm', 'better-sqlite3', 'pg'],
  'adapters/cli': ['node:', 'src'],
  'adapters/console': ['node:', 'src', 'adapters/console/page', 'hono', '@hono/node-server'],
  'adapters/slack': ['node:', 'src', '@slack/bolt', '@slack/web-api', '@slack/types'],
  'adapters/feishu': ['node:', 'src', '@larksuiteoapi/node-sdk'],
  // Runs in the browser.
  'adapters/console/page': [],
};
/** The composition root: it alone sees everything, and nothing but itself may see it. */
const COMPOSITION = [
  'src/main.ts',
  'src/shell.ts',
  'src/book-calls.ts',
  'src/care-calls.ts',
  'src/feishu-setup.ts',
  'src/compose.ts',
  'src/start.ts',
  'src/demo.ts',
  'src/tables.ts',
  'src/speaking.ts',
  'src/chats.ts',
  'src/public-listener.ts',
  'src/scheduler.ts',
  'src/tick.ts',
  'src/demo-morning.ts',
  'src/logging.ts',
];
/** Read by the migration writer, never by the program. */
const TOOL_SETTINGS = /^db\/drizzle\.\w+\.config\.ts$/;

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

function importsOf(source: string): readonly string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, named, bare, dynamic]) => named ?? bare ?? dynamic ?? []);
}

/** The part of the tree a file belongs to: the longest name in the fence that it lies under. */
function partOf(file: string): string | undefined {
  const parts = [...Object.keys(FENCE), ...COMPOSITION].filter((part) => file === part || file.startsWith(`${part}/`));
  return parts.sort((a, b) => b.length - a.length)[0];
}

/** Why this file may not import that, or undefined when it may. */
function breach(file: string, specifier: string): string | undefined {
  const part = partOf(file);
  if (part === undefined) return `${file} lies in no part of the fence`;
  if (COMPOSITION.includes(part) || mayImport(part, file, specifier)) return undefined;
  return `${file} must not import ${specifier}`;
}

function mayImport(part: string, file: string, specifier: string): boolean {
  const may = FENCE[part] ?? [];
  if (specifier.startsWith('node:')) return may.includes('node:');
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    return may.includes(name) || (name === 'drizzle-kit' && TOOL_SETTINGS.test(file));
  }
  const other = partOf(posix.join(posix.dirname(file), specifier));
  if (other === undefined || COMPOSITION.includes(other)) return false;
  return other === part || may.includes(other) || (may.includes('src') && other.startsWith('src/'));
}

function packageOf(specifier: string): string {
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts'));
}

describe('who may import whom', () => {
  it('holds in every source file', () => {
    const breaches = ['src', 'adapters', 'db']
      .flatMap(sourcesIn)
      .flatMap((file) => importsOf(read(file)).map((specifier) => breach(file, specifier)))
      .filter((fault) => fault !== undefined);
    expect(breaches).toEqual([]);
  });

  it('reads every form of import', () => {
    const source = [
      "import a from 'one';",
      "import {\n  type B,\n  c,\n} from 'two';",
      "import 'three';",
      "export type { D } from 'four';",
      "const e = await import('five');",
      "const f: import('six').F = list.from('nothing');",
    ].join('\n');
    expect([...importsOf(source)].sort()).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
  });

  it.each([
    ['src/domain/days.ts', 'node:fs'],
    ['src/domain/days.ts', 'zod'],
    ['src/domain/days.ts', '../ports/store.ts'],
    ['src/reply/reply.ts', '../i18n/messages.ts'],
    ['src/i18n/format.ts', 'node:util'],
    ['src/ports/store.ts', 'drizzle-orm'],
    ['src/language/understand.ts', '../commands/registry.ts'],
    ['src/services/access.ts', '../commands/log.ts'],
    ['src/commands/log.ts', '../router/router.ts'],
    ['src/commands/log.ts', '../../db/open.ts'],
    ['src/router/router.ts', '../../adapters/cli/say.ts'],
    ['src/ops/doctor.ts', '../compose.ts'],
    ['src/config.ts', './logging.ts'],
    ['db/store.ts', '../src/commands/log.ts'],
    ['db/store.ts', 'drizzle-kit'],
    ['adapters/cli/say.ts', '../console/start.ts'],
    ['adapters/cli/say.ts', 'hono'],
    ['adapters/console/start.ts', '../../db/open.ts'],
    ['adapters/console/start.ts', '../../src/compose.ts'],
    ['adapters/console/page/client.ts', '../html.ts'],
    ['adapters/unheard/start.ts', 'node:fs'],
    ['src/unheard.ts', 'node:fs'],
  ])('refuses %s → %s', (file, specifier) => {
    expect(breach(file, specifier)).toBeDefined();
  });

  it.each([
    ['src/domain/days.ts', 'temporal-polyfill/fns/zoneddatetime'],
    ['src/commands/log.ts', '../services/settings.ts'],
    ['db/sqlite.ts', 'drizzle-orm/better-sqlite3'],
    ['db/drizzle.sqlite.config.ts', 'drizzle-kit'],
    ['adapters/console/start.ts', '@hono/node-server'],
    ['adapters/console/api.ts', './page/protocol.ts'],
    ['src/main.ts', '../adapters/cli/say.ts'],
  ])('allows %s → %s', (file, specifier) => {
    expect(breach(file, specifier)).toBeUndefined();
  });
});

describe('.env.example', () => {
  const example = parseEnv(read('.env.example'));

  it('tells of every setting, and of no other', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(ENVIRONMENT.shape).sort());
  });

  it('shows the defaults', () => {
    expect(parseConfig(example)).toEqual(parseConfig({}));
  });
});

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  it('tells of every command, in the order of the registry', () => {
    const rows = [...read(file).matchAll(/^\| `([a-z]+)` \| ([^|]+?) \|/gm)].map(([, name, alias]) => [name, alias]);
    expect(rows).toEqual(COMMANDS.map(({ name, text }) => [name, text.zh.aliases[0]]));
  });
});

describe('NOTICE', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));

  it.each(Object.keys({ ...dependencies, ...devDependencies }))('names %s with its licence', (name) => {
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`));
    const line = read('NOTICE')
      .split('\n')
      .find((each) => each.startsWith(`  ${name} `));
    expect(
      line
        ?.slice(name.length + 2)
        .trim()
        .startsWith(license),
    ).toBe(true);
  });
});

/** A download without its history has no list of files. */
const isCheckout = existsSync(join(ROOT, '.git'));
const files = isCheckout ? listFiles() : [];

function listFiles(): readonly string[] {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', options, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\0');
  return [...new Set(listed)].filter(
    (file) => file !== '' && statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile(),
  );
}

describe.skipIf(!isCheckout)('the repository', () => {
  it('has no link to a file that is not there', () => {
    const broken = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => linksOf(read(file)).map((link) => ({ file, link })))
      .filter(({ file, link }) => !existsSync(join(ROOT, posix.dirname(file), link)));
    expect(broken).toEqual([]);
  });

  it('knows nothing of the machine it was written on', () => {
    // Put together here, so that this file passes too.
    const foreign = new RegExp(
      [
        `/${'work'}/`,
        `\\.\\./${'shared'}\\b`,
        `/${'root'}/`,
        `/(?:${'home'}|${'Users'})/\\w`,
        `[A-Z]:\\\\${'Users'}`,
      ].join('|'),
    );
    expect(foreign.test(['', 'work', 'main'].join('/'))).toBe(true);
    const telling = files.filter((file) => {
      const text = read(file);
      return !text.includes('\0') && foreign.test(text);
    });
    expect(telling).toEqual([]);
  });
});

/** Links of a page to files beside it, without the place in the file. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].flatMap(([, target = '']) => {
    const [path = ''] = target.split('#');
    return path === '' || /^[a-z]+:/i.test(path) ? [] : [decodeURI(path)];
  });
}
