import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface Assets {
  /** In the address of each file: of other contents it is another, so that a browser may keep what it has. */
  readonly version: string;
  readonly files: ReadonlyMap<string, Asset>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the console does not find its package: no package.json above its own files');
    folder = above;
  }
  return folder;
}

async function readFolder(folder: string, isWanted: (type: string) => boolean): Promise<[string, Asset][]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => isWanted(extname(name)));
  return Promise.all(
    names.map(async (name): Promise<[string, Asset]> => {
      return [name, { type: TYPES[extname(name)] ?? '', body: new Uint8Array(await readFile(join(folder, name))) }];
    }),
  );
}

/**
 * The page's files by name, read once: compiled scripts from `scripts` (by default where the build puts them), the rest from
 * beside the sources. Only what is found here is ever served.
 */
export async function readAssets(scripts?: string): Promise<Assets> {
  const root = packageRoot();
  const page = join('adapters', 'console', 'page');
  const isStatic = (type: string): boolean => type === '.css' || type === '.svg';
  const found = await Promise.all([
    readFolder(join(root, 'dist', page), isStatic),
    readFolder(join(root, page), isStatic),
    readFolder(scripts ?? join(root, 'dist', page), (type) => type === '.js'),
  ]);
  const files = new Map(found.flat());
  const hash = createHash('sha256');
  for (const [name, { body }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\n`).update(body);
  return { version: hash.digest('hex').slice(0, 16), files };
}
