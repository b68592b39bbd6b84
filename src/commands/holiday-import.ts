import type { Block } from '../reply/reply.ts';
import { putHolidays } from '../services/holiday-book.ts';
import { type HolidayProblem, parseHolidayFile } from '../services/holiday-file.ts';
import { answer, refuse, say, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { HolidayArgs } from './holidays.ts';
import type { Outcome } from './outcome.ts';
import { calendarNamed } from './preference-fields.ts';

/** Problems told in one answer. */
const SHOWN = 20;
/** A schedule of many years is far below. */
const MOST_BYTES = 1_000_000;

/** Takes a schedule over, whole or not at all: of each year in it, what was known before goes. */
export async function importHolidays(args: HolidayArgs, context: CommandContext): Promise<Outcome> {
  const { holidays: said, transfer } = context.messages;
  if (args.file === undefined && args.schedule === undefined) {
    return answer({ title: said.import, audience: 'asker', data: {}, input: {}, blocks: [scheduleForm(context)] });
  }
  const text = args.schedule ?? textOf(args.file ?? '', context);
  if (text === undefined) return refuse('conflict', transfer.noFile, { help: [scheduleForm(context)] });
  if (text === 'too-large') return refuse('invalid-argument', said.tooLarge);
  const read = parseHolidayFile(text);
  if (!read.ok)
    return refuse('invalid-argument', problemText(read.problems, context), { help: [scheduleForm(context)] });
  const calendar = args.calendar ?? (read.calendar === null ? 'china' : calendarNamed(read.calendar));
  if (calendar === undefined || calendar === 'none') {
    return refuse('invalid-argument', said.notCalendar(args.calendar ?? read.calendar ?? ''));
  }
  const years = [...new Set(read.days.map(({ on }) => Number(on.slice(0, 4))))];
  const understood = { action: 'import', calendar, years, days: read.days.length };
  const { value: counts, changeId } = await context.record(understood, (repositories) =>
    putHolidays(calendar, read.days, repositories, context.newId),
  );
  return answer({
    title: changeId === null ? said.unchanged : said.imported(calendar, read.days.length, years.join(', ')),
    tone: 'good',
    data: {
      calendar,
      years: counts,
      items: read.days.map(({ on, isOff, name }) => ({ on, off: isOff, name })),
    },
    input: understood,
    blocks: [
      ...counts.map(({ year, before, after }) => say(said.replaced(year, before, after))),
      ...undoButton(context, changeId),
    ],
  });
}

/** Where an admin pastes a schedule or chooses its file. */
export function scheduleForm({ messages: { holidays: said } }: CommandContext, calendar?: string): Block {
  return {
    kind: 'form',
    command: 'holidays',
    submit: said.import,
    kept: { action: 'import' },
    inputs: [
      {
        name: 'calendar',
        label: said.calendar,
        type: 'line',
        required: false,
        ...(calendar === undefined ? {} : { value: calendar }),
      },
      { name: 'file', label: said.file, type: 'file', required: false },
      { name: 'schedule', label: said.paste, type: 'lines', required: false },
    ],
  };
}

function textOf(id: string, { host, caller }: CommandContext): string | undefined {
  const file = host.transfers.find(caller.member.id, id);
  if (file === undefined) return undefined;
  if (file.bytes.length > MOST_BYTES) return 'too-large';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    return new TextDecoder('gb18030').decode(file.bytes);
  }
}

function problemText(problems: readonly HolidayProblem[], { messages: { holidays: said } }: CommandContext): string {
  const lines = problems
    .slice(0, SHOWN)
    .map(({ line, fault, text }) => said.badLine(line, said.fault[fault](text.slice(0, 60))));
  const more = problems.length > SHOWN ? [said.more(problems.length - SHOWN)] : [];
  return [said.bad, ...lines, ...more].join('\n');
}
