import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { preferenceOf } from '../services/preferences.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import { actionField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import { importHolidays, scheduleForm } from './holiday-import.ts';
import { runsOf, type Schedule, scheduleOf } from './holiday-schedule.ts';
import type { Outcome } from './outcome.ts';
import { numberField, textField } from './plain-fields.ts';
import { calendarField } from './preference-fields.ts';

const fields = {
  year: positional(numberField({ least: 1990, most: 2100, decimals: 0 })),
  calendar: calendarField(true),
  action: hidden(actionField(['import'], { import: ['导入'] })),
  /** The id of a file that was handed in. */
  file: hidden(textField(100)),
  /** The same as text. */
  schedule: hidden(textField(1_000_000, true)),
};
export type HolidayArgs = Args<typeof fields>;

export const holidays = defineCommand({
  name: 'holidays',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['假期', '放假'],
      summary: '查看某年的放假安排；管理员可以导入（JSON、CSV、ICS）',
      fields: { year: '年份', calendar: '日历', action: '操作', file: '文件', schedule: '安排' },
      examples: ['假期', '假期 2027', '假期 导入'],
    },
    en: {
      aliases: ['holiday'],
      summary: 'See the days off of a year; admins import the schedule (JSON, CSV, ICS)',
      fields: { year: 'year', calendar: 'calendar', action: 'action', file: 'file', schedule: 'schedule' },
      examples: ['holidays', 'holidays 2027', 'holidays import'],
    },
  },
  phrases: [
    {
      words: ['holidays import', 'import holidays', '假期 导入', '导入假期', '导入放假安排', '放假 导入'],
      preset: { action: 'import' },
      positional: [],
    },
  ],
  rights: ({ action, file, schedule }) =>
    action === undefined && file === undefined && schedule === undefined ? [] : [{ right: 'role', role: 'admin' }],
  async run(args, context, input) {
    const isImport = args.action !== undefined || args.file !== undefined || args.schedule !== undefined;
    return isImport ? importHolidays(args, context) : show(args, context, input);
  },
});

async function show(
  args: HolidayArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { caller, views, messages, today, now } = context;
  const preference = preferenceOf(caller.member, await views.get('preference', caller.member.id), now);
  const calendar = args.calendar ?? (preference.calendar === 'none' ? 'china' : preference.calendar);
  const year = args.year ?? Number(today.slice(0, 4));
  const schedule = await scheduleOf(calendar, year, context);
  const said = messages.holidays;
  const { items, source, years } = schedule;
  const name = calendar === 'china' ? messages.preferences.china : calendar;
  return answer({
    title: said.title(name, year, source !== 'missing'),
    tone: source === 'missing' ? 'warning' : 'neutral',
    data: { calendar, year, published: source === 'imported' || source === 'seeded', source, years, items },
    input,
    blocks: [
      quiet(said.source[source]),
      ...offBlocks(schedule, context),
      ...workedBlocks(schedule, context),
      ...(years.length === 0 ? [] : [quiet(said.years(years.join(messages.answers.separator)))]),
      ...buttons(
        ...[year - 1, year + 1].map((each) => ({
          label: String(each),
          press: { command: 'holidays', args: { year: each, calendar } },
        })),
      ),
      ...(caller.role === 'admin' ? [scheduleForm(context, calendar)] : []),
    ],
  });
}

function offBlocks({ items, source }: Schedule, { messages, language }: CommandContext): readonly Block[] {
  const { holidays: said } = messages;
  const runs = runsOf(items.filter(({ off }) => off));
  if (runs.length === 0) return source === 'country' ? [] : [say(said.none)];
  return runs.map(({ from, to, days, name }) =>
    say(said.off(formatDay(from, language), to === from ? null : formatDay(to, language), days, name)),
  );
}

function workedBlocks({ items }: Schedule, { messages, language }: CommandContext): readonly Block[] {
  const worked = items.filter(({ off }) => !off).map(({ on }) => formatDay(on, language));
  if (worked.length === 0) return [];
  return [say([{ strong: messages.holidays.worked }]), say(worked.join(messages.answers.separator))];
}
