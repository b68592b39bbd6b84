import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importInto, linesOf, openWorkplace, run, sayAll, start, type Workplace } from '../fixtures/program.ts';
import { smallBook } from '../fixtures/small-book.ts';

let place: Workplace;
beforeAll(async () => {
  place = openWorkplace();
  expect(await importInto(place, smallBook())).toMatchObject({ code: 0 });
});

describe('kam say', () => {
  it('answers a question in the asker’s language, as text and as JSON', async () => {
    const text = await run(['say', '--as', 'tom', 'what stage is Northwind?'], place);
    expect(text).toMatchObject({ code: 0 });
    expect(text.stdout).toContain('One question settles it');
    const json = await run(['say', '--as', 'tom', '--lang', 'zh', '--json', 'what stage is Northwind?'], place);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: true,
      understood: { command: 'stage', input: { account: 'Northwind' } },
    });
    expect(JSON.parse(json.stdout).text).toContain('问一句就能定');
  });

  it('speaks as the only admin when nobody is named, and takes an address in any case', async () => {
    const mine = await run(['say', '--json', 'me'], place);
    expect(JSON.parse(mine.stdout)).toMatchObject({ data: { key: 'boss', role: 'admin' } });
    const byMail = await run(['say', '--as', 'WANG@example.com', '--json', 'me'], place);
    expect(JSON.parse(byMail.stdout)).toMatchObject({ data: { key: 'wang' } });
  });

  it.each([
    ['no message', ['say'], 2],
    ['a moment that is none', ['say', '--at', 'yesterday', 'me'], 2],
    ['a language that is none', ['say', '--lang', 'fr', 'me'], 2],
    ['an unknown option', ['say', '--loud', 'me'], 2],
    ['an unknown command', ['sing'], 2],
    ['an unknown member', ['say', '--as', 'nobody', 'me'], 1],
    ['a refusal', ['say', '/kam stage Globex'], 1],
    ['a file that is not there', ['import', 'missing.json'], 1],
  ])('exits for %s', async (_, args, code) => {
    const finished = await run(args, place);
    expect(finished.code).toBe(code);
    expect(finished.stderr).not.toMatch(/\n\s+at .*:\d+/);
    expect(finished.stderr.trim()).not.toBe('');
  });

  it('without an only admin wants to be told who speaks', async () => {
    const empty = openWorkplace();
    expect(await run(['say', 'help'], empty)).toMatchObject({ code: 2 });
  });

  it('answers line by line, in order, also what it cannot read', async () => {
    const answers = await sayAll(
      [
        'not json',
        '[]',
        '{"text":5}',
        { as: 'ghost', text: 'me' },
        { as: 'tom', text: 'me' },
        { as: 'tom', at: 'soon', text: 'me' },
        '',
        { as: 'tom', text: 'me', channel: 'C1' },
      ],
      place,
    );
    expect(answers.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual([
      'invalid-argument',
      'invalid-argument',
      'invalid-argument',
      'unknown-member',
      'ok',
      'invalid-argument',
      'invalid-argument',
      'ok',
    ]);
  });
});

describe('what goes wrong around it', () => {
  it('an import with faults names each place and writes nothing', async () => {
    const book = {
      version: 1,
      members: [{ key: 'x', name: 'X', function: 'sales', role: 'admin', timeZone: 'UTC', language: 'en' }],
      accounts: [{ name: 'A', owner: 'nobody', colour: 'red' }],
    };
    const elsewhere = openWorkplace();
    const finished = await importInto(elsewhere, book);
    expect(finished.code).toBe(1);
    expect(finished.stderr).toContain('accounts[0]');
    expect(await run(['say', '--as', 'x', 'me'], elsewhere)).toMatchObject({ code: 1 });
  });

  it('a database that is none is told plainly', async () => {
    const elsewhere = openWorkplace();
    mkdirSync(join(elsewhere.folder, 'data'));
    writeFileSync(
      join(elsewhere.folder, 'data', 'kam.db'),
      'this is no database, and long enough to be looked at as one. '.repeat(50),
    );
    const finished = await run(['say', 'help'], elsewhere);
    expect(finished.code).toBe(1);
    expect(finished.stderr).not.toMatch(/\n\s+at .*:\d+/);
  });

  it('a full disk writes nothing and says so', async () => {
    const small = openWorkplace({ DATABASE_URL: 'file:./kam.db?max_page_count=260' });
    expect(await importInto(small, smallBook())).toMatchObject({ code: 0 });
    const lines = Array.from({ length: 300 }, (_, n) => ({
      as: 'wang',
      text: `/kam log 华为 张伟 拜访 ${'长'.repeat(500)}${n}`,
    }));
    const answers = await sayAll(lines, small);
    const refused = answers.findIndex(({ ok }) => !ok);
    expect(refused).toBeGreaterThan(0);
    expect(answers[refused]).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(answers[refused].error.message).toContain('磁盘');
    const [after] = await sayAll([{ as: 'wang', text: '阶段 华为' }], small);
    expect(after.ok).toBe(true);
  });

  it('a wrong setting is named with its fix', async () => {
    const finished = await run(['say', 'help'], openWorkplace({ KAM_TIME_ZONE: 'Mars/Olympus', KAM_LANGUAGE: 'fr' }));
    expect(finished.code).toBe(1);
    expect(finished.stderr).toContain('KAM_TIME_ZONE');
    expect(finished.stderr).toContain('KAM_LANGUAGE');
  });

  it('doctor says what it saw', async () => {
    const finished = await run(['doctor', '--json'], place);
    expect(finished.code).toBe(0);
    expect(JSON.parse(finished.stdout)).toMatchObject({ ok: true });
    const bad = await run(['doctor'], openWorkplace({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }));
    expect(bad.code).toBe(1);
    const unreached = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
    };
    const withSlack = await run(['doctor', '--json'], openWorkplace(unreached));
    expect(withSlack.code).toBe(1);
    // Of both tokens; which events the app is told of cannot be asked, and is no fault.
    const { findings } = JSON.parse(withSlack.stdout) as { findings: readonly { check: string; status: string }[] };
    const ofSlack = findings.filter(({ check }) => check === 'slack').map(({ status }) => status);
    expect(ofSlack).toEqual(['fatal', 'ok', 'fatal']);
  });
});

describe('kill -9', () => {
  it.each([3, 17, 40])('after %i answers loses none of them and leaves the database usable', async (count) => {
    const victim = openWorkplace();
    expect(await importInto(victim, smallBook())).toMatchObject({ code: 0 });
    const child = start(['say', '--stdin', '--json'], victim);
    child.stdin.on('error', () => undefined);
    const lines = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify({ as: 'wang', text: `/kam log 华为 张伟 拜访 第${n}次` }),
    );
    child.stdin.write(`${lines.join('\n')}\n`);
    const answers = linesOf(child);
    const ids: string[] = [];
    for (let n = 0; n < count; n++) {
      const { value, done } = await answers.next();
      if (done) throw new Error('ended early');
      ids.push(JSON.parse(value).data.interaction.id);
    }
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const exported = await run(['export'], victim);
    const kept = new Set(JSON.parse(exported.stdout).interactions.map(({ id }: { id: string }) => id));
    expect(ids.filter((id) => !kept.has(id))).toEqual([]);
    const [next] = await sayAll([{ as: 'wang', text: '今天拜访华为张伟，聊了重启' }], victim);
    expect(next.ok).toBe(true);
  });
});
