import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importInto, openWorkplace, run, sayAll } from '../fixtures/program.ts';
import { smallBook } from '../fixtures/small-book.ts';

describe('tables on the command line', () => {
  it('are previewed, imported once, and come back as they went', async () => {
    const place = openWorkplace();
    expect(await importInto(place, smallBook())).toMatchObject({ code: 0 });
    const file = join(place.folder, 'people.csv');
    writeFileSync(file, '公司名称,姓名,职位,部门\n华为,钱工,测试主管,技术\n远山公司,孙总,总经理,高层\n');
    const refused = await run(['import', file, '--dry-run'], place);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('第 3 行');
    const preview = await run(['import', file, '--dry-run', '--owner', 'wang'], place);
    expect(preview).toMatchObject({ code: 0 });
    expect(await sayAll([{ as: 'wang', text: '/kam contact 华为 钱工' }], place)).toMatchObject([{ ok: false }]);

    const first = await run(['import', file, '--owner', 'wang'], place);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('新增 2');
    expect(await sayAll([{ as: 'wang', text: '/kam contact 华为 钱工' }], place)).toMatchObject([
      { ok: true, data: { department: 'technology' } },
    ]);
    const second = await run(['import', file, '--owner', 'wang'], place);
    expect(second.stdout).toContain('不变 2');

    const out = join(place.folder, 'out.xlsx');
    expect(await run(['export', out, '--kind', 'contacts'], place)).toMatchObject({ code: 0 });
    expect((await run(['import', out, '--dry-run'], place)).stdout).toContain('新增 0，修改 0');
    const template = join(place.folder, 'template.csv');
    expect(await run(['template', 'shares', template], place)).toMatchObject({ code: 0 });
    expect(readFileSync(template, 'utf8')).toContain('份额');
    expect(await run(['template', 'shares', 'template.pdf'], place)).toMatchObject({ code: 1 });
    expect(await run(['template', 'weather', template], place)).toMatchObject({ code: 2 });
  });
});
