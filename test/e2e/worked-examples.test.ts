import { describe, expect, it } from 'vitest';
import { importInto, openWorkplace, sayAll, type Workplace } from '../fixtures/program.ts';

const member = (key: string, name: string, place: string, role = 'member') => ({
  key,
  name,
  function: place,
  role,
  timeZone: 'Asia/Shanghai',
  language: 'zh',
});
const members = [
  member('wang', '王', 'sales', 'admin'),
  member('zhao', '赵', 'executive'),
  member('qian', '钱', 'finance'),
];

async function workplaceWith(account: Readonly<Record<string, unknown>>): Promise<Workplace> {
  const place = openWorkplace();
  const book = {
    version: 1,
    members,
    accounts: [{ name: '测试公司', owner: 'wang', team: ['zhao', 'qian'], ...account }],
    interactions: [],
  };
  const imported = await importInto(place, book);
  if (imported.code !== 0) throw new Error(imported.stderr);
  return place;
}

const contact = (name: string, department: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  department,
  ...more,
});
const step = (answer: { data: { relationshipStep: { step: number } } }) => answer.data.relationshipStep.step;

describe('the worked examples of the method, through the program', () => {
  it('1: a share makes the cooperation stage', async () => {
    const place = await workplaceWith({});
    const at = '2026-11-20T10:00:00+08:00';
    const share = (text: string) => ({ as: 'wang', at, text: `/kam share 测试公司 ${text}` });
    const ask = { as: 'wang', at, text: '/kam stage 测试公司' };
    const shares = ['0', '0.01', '49.99', '50', '79.99', '80', '100'];
    const answers = await sayAll([ask, ...shares.flatMap((text) => [share(text), ask])], place);
    const stages = answers.filter((_, index) => index % 2 === 0).map((answer) => answer.data.cooperationStage);
    expect(stages).toEqual([
      'unknown',
      'development',
      'initial',
      'initial',
      'stable',
      'stable',
      'strategic',
      'strategic',
    ]);
    const [uncertain, asked, over, below] = await sayAll(
      [share('45 low=40 high=55'), ask, share('100.01'), share('-1')],
      place,
    );
    expect(uncertain).toMatchObject({ ok: true, data: { cooperationStage: 'uncertain' } });
    expect(asked.data).toMatchObject({
      cooperationStage: 'uncertain',
      between: ['initial', 'stable'],
      share: { percent: 45, low: 40, high: 55 },
    });
    expect([over, below]).toMatchObject([
      { ok: false, error: { code: 'invalid-argument' } },
      { ok: false, error: { code: 'invalid-argument' } },
    ]);
  });

  it('2: orders, departments, and greeting cards that move nothing', async () => {
    const place = await workplaceWith({
      contacts: [
        contact('采一', 'purchasing'),
        contact('市一', 'marketing'),
        contact('高一', 'executive'),
        contact('财一', 'finance'),
        contact('法一', 'legal'),
      ],
    });
    const say = (text: string) => ({ as: 'wang', at: '2026-11-20T10:00:00+08:00', text });
    const ask = say('测试公司什么阶段？');
    const cards = ['采一', '市一', '高一', '财一', '法一'].map((name) =>
      say(`/kam log 测试公司 ${name} kind=message note=贺卡`),
    );
    const visit = (name: string) => say(`今天拜访测试公司${name}，聊了近况`);
    const answers = await sayAll(
      [
        ask,
        ...cards,
        ask,
        say('/kam order 测试公司 2026-11-01'),
        ask,
        visit('采一'),
        visit('市一'),
        visit('高一'),
        ask,
        visit('财一'),
        ask,
        ...cards,
        ask,
      ],
      place,
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers.filter((answer) => answer.understood.command === 'stage').map(step)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('3: counterpart pairs, and the slip when the tops have not spoken for 181 days', async () => {
    const place = await workplaceWith({
      orders: [{ on: '2026-01-05' }],
      contacts: [
        contact('采一', 'purchasing'),
        contact('技一', 'technology'),
        contact('高一', 'executive', { layer: 'decision' }),
        contact('财一', 'finance'),
      ],
    });
    const log = (as: string, name: string, date: string) => ({
      as,
      at: '2026-09-01T10:00:00+08:00',
      text: `/kam log 测试公司 ${name} 拜访 date=${date} note=聊了合作`,
    });
    const ask = (at: string) => ({
      as: 'wang',
      at: '2026-11-30T10:00:00+08:00',
      text: `/kam stage 测试公司 --at ${at}`,
    });
    const answers = await sayAll(
      [
        log('wang', '采一', '2026-08-20'),
        log('wang', '技一', '2026-08-20'),
        log('zhao', '高一', '2026-03-10'),
        log('qian', '财一', '2026-08-20'),
        ask('2026-09-06'),
        ask('2026-09-07'),
      ],
      place,
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    // 2026-03-10 is 180 days before 2026-09-06.
    expect(answers.slice(-2).map(step)).toEqual([3, 2]);
    const broken = answers
      .at(-1)
      .data.conditions.filter((one: { step: number; holds: boolean }) => one.step === 3 && !one.holds);
    expect(broken.map((one: { key: string }) => one.key)).toEqual(['pairs', 'executive-pair', 'key-people']);
    for (const one of broken) expect(one.move).toContain('高一');
  });

  it('4: the interpersonal level is weighted by the key people', async () => {
    const place = await workplaceWith({
      contacts: [
        contact('甲', 'executive', { weight: 60, levels: [{ member: 'wang', level: 4 }] }),
        contact('乙', 'finance', { weight: 20 }),
      ],
    });
    const [answer] = await sayAll([{ as: 'wang', at: '2026-11-20T10:00:00+08:00', text: 'stage 测试公司' }], place);
    expect(answer.data).toMatchObject({ interpersonalLevel: 3, grid: { column: 0, row: 3, reading: 'off-grid' } });
  });
});
