import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { importInto, openWorkplace, run, sayAll, start, type Workplace } from '../fixtures/program.ts';
import { smallBook } from '../fixtures/small-book.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

async function openPlace(engine: string, settings: Record<string, string> = {}): Promise<Workplace> {
  const url = engine === 'postgres' ? { DATABASE_URL: await server.freshDatabase() } : {};
  return openWorkplace({ KAM_LANGUAGE: 'en', ...url, ...settings });
}
const exported = async (place: Workplace) => JSON.parse((await run(['export'], place)).stdout) as object;

describe.each(['sqlite', 'postgres'])('kam backup and kam restore (%s)', (engine) => {
  it('bring a book back, and replace one only when told to', async () => {
    const place = await openPlace(engine);
    await importInto(place, smallBook());
    const book = await exported(place);
    const made = await run(['backup', 'kept.bak'], place);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/^The database is backed up in kept\.bak \(\d+(\.\d)? MB\)\.\n$/);
    expect(statSync(join(place.folder, 'kept.bak')).mode & 0o777).toBe(0o600);
    expect(await run(['backup', 'kept.bak'], place)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'kept.bak is there already. Choose another name, or say --force.\n',
    });
    expect(await run(['backup', 'kept.bak', '--force'], place)).toMatchObject({ code: 0 });

    await sayAll([{ as: 'wang', text: '/kam log 华为 张伟 拜访 备份之后' }], place);
    const refused = await run(['restore', 'kept.bak'], place);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('--force');
    const restored = await run(['restore', 'kept.bak', '--force'], place);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(await exported(place)).toEqual(book);

    const [, kept = ''] = /kept in (\S+) for 30 days/.exec(restored.stdout) ?? [];
    const other = await openPlace(engine);
    expect(await run(['restore', resolve(place.folder, kept)], other)).toMatchObject({ code: 0 });
    expect(JSON.stringify(await exported(other))).toContain('备份之后');
  });
});

describe('kam backup and kam restore', () => {
  it('say in Chinese what is wrong, with the exit codes of every command', async () => {
    const place = await openPlace('sqlite', { KAM_LANGUAGE: 'zh' });
    expect(await run(['backup', 'nothing.bak'], place)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '数据库里还没有客户簿，没有可备份的内容。\n',
    });
    writeFileSync(join(place.folder, 'diary.txt'), 'Dear diary');
    expect(await run(['restore', 'diary.txt'], place)).toMatchObject({
      code: 1,
      stderr: 'diary.txt 不是 KAM Assistant 的备份。\n',
    });
    for (const args of [['backup'], ['restore'], ['restore', 'a', 'b'], ['backup', 'a', '--nonsense']])
      expect((await run(args, place)).code).toBe(2);
    expect((await run(['restore', 'none.bak'], place)).stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(place.folder)).not.toContain('nothing.bak');
  });

  it('refuse to restore under a program at work, which goes on', async () => {
    const place = await openPlace('sqlite', { CONSOLE_PORT: '0' });
    await importInto(place, smallBook());
    await run(['backup', 'kept.bak'], place);
    const child = start(['start'], place);
    await new Promise((done) => child.stdout.once('data', done));
    expect(await run(['backup', 'while-running.bak'], place)).toMatchObject({ code: 0 });
    const refused = await run(['restore', 'kept.bak', '--force'], place);
    child.kill();
    await new Promise((done) => child.once('exit', done));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('The database is in use');
    expect(existsSync(join(place.folder, 'data/kam.db.before-restore-1'))).toBe(false);
    expect(readFileSync(join(place.folder, 'data/kam.db')).length).toBeGreaterThan(0);
  });
});
