// Compiles the program into dist/ when its sources are newer, so that `npm start` and `npm run kam` are all it takes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const lock = join(root, '.build-lock');
/** A build takes seconds; a lock older than this was left by one that died. */
const LOCK_MS = 120_000;

/** Builds when anything changed since the last build. Without the compiler (a production install) an existing build is used. */
export function buildIfStale() {
  if (!existsSync(compiler)) {
    if (existsSync(dist)) return;
    throw new Error(
      'This copy is not built and has no compiler: run "npm ci" and "npm run build", or copy a built dist/ here.',
    );
  }
  if (isFresh()) return;
  whileLocked(() => {
    if (!isFresh()) build();
  });
}

function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources()) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function sources() {
  const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const folder of ['src', 'adapters', 'db']) {
    for (const name of readdirSync(join(root, folder), { recursive: true })) {
      if (/\.(ts|json)$/.test(name) && !name.includes('migrations')) files.push(join(folder, name));
    }
  }
  return files.sort();
}

function build() {
  const made = fingerprint();
  const fresh = `${dist}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  try {
    compile(['-p', join(root, 'tsconfig.build.json'), '--outDir', fresh]);
    const page = join('adapters', 'console', 'page');
    compile(['-p', join(root, page, 'tsconfig.json'), '--outDir', join(fresh, page)]);
    writeFileSync(join(fresh, '.built'), made);
    const old = `${dist}.old.${process.pid}`;
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function compile(options) {
  try {
    execFileSync(process.execPath, [compiler, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`The program does not compile:\n${error.stdout}${error.stderr}`);
  }
}

/** Several processes may find the build stale at once: one builds, the others wait for it. */
function whileLocked(work) {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      removeIfLeft();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function removeIfLeft() {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_MS) rmSync(lock, { recursive: true, force: true });
  } catch {
    // Gone in the meantime, which is what we wait for.
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    buildIfStale();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
