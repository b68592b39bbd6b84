import type { Field } from './fields.ts';
import { parsed, problem } from './fields.ts';

const CLOCK = /^(上午|早上|下午|晚上)?\s*(\d{1,2})(?:[:：.](\d{2})|[点时](?:(\d{1,2})分?|(半))?)?\s*(am|pm)?$/i;

/** A clock time, `HH:MM` on 24 hours; "9am", "9:30" and "上午9点半" are understood. */
export function clockField(): Field<string, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context }) {
      const time = toClock(String(raw).trim());
      return time === null
        ? problem('invalid-argument', context.messages.errors.notClock(String(raw)), [])
        : parsed(time);
    },
    describe: (time) => time,
    input: async () => ({ type: 'line', hint: '09:00' }),
  };
}

function toClock(typed: string): string | null {
  const parts = CLOCK.exec(typed);
  if (parts === null) return null;
  const [, word = '', hourText = '', minuteText, spoken, half, suffix = ''] = parts;
  // "9" alone is no clock time: it could be anything.
  if (minuteText === undefined && suffix === '' && !/[点时]/.test(typed)) return null;
  const isLate = /下午|晚上/.test(word) || suffix.toLowerCase() === 'pm';
  const isEarly = suffix.toLowerCase() === 'am';
  const told = Number(hourText);
  const hour = isLate && told < 12 ? told + 12 : isEarly && told === 12 ? 0 : told;
  const minute = half === undefined ? Number(minuteText ?? spoken ?? 0) : 30;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
