import { isDay } from '../domain/days.ts';
import type { Day, Member } from '../domain/records.ts';
import { cleanText } from '../language/characters.ts';
import { findDays, parseDay } from '../language/find-days.ts';
import { findMember } from '../language/find-names.ts';
import type { CommandContext } from './context.ts';
import { type Field, type FieldScope, type Parsed, parsed, problem } from './fields.ts';

export interface StepAsked {
  readonly what: string;
  readonly due: Day | null;
  /** `null`: they owe it. */
  readonly by: Member | null;
}

/** What was promised: objects from understood sentences, or plain text whose date is taken out of it. */
export function nextStepsField(): Field<readonly StepAsked[], false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, scope) {
      const steps: StepAsked[] = [];
      for (const one of Array.isArray(raw) ? raw : [raw]) {
        const step = typeof one === 'string' ? toStep(one, scope.context) : await fromObject(one, scope);
        if (!step.ok) return step;
        steps.push(step.value);
      }
      return parsed(steps);
    },
    describe: (steps) => steps.map(({ what, due, by }) => ({ what, ...(due ? { due } : {}), by: by?.key ?? 'them' })),
    input: async () => ({ type: 'line' }),
  };
}

/** A time of day, `HH:MM`. */
export function timeField(): Field<string, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(String(raw).trim()) ?? [];
      if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) {
        return problem('invalid-argument', context.messages.errors.notTime(label, String(raw)));
      }
      return parsed(`${hours.padStart(2, '0')}:${minutes}`);
    },
    describe: (value) => value,
    input: async () => ({ type: 'line' }),
  };
}

function toStep(text: string, context: CommandContext): Parsed<StepAsked> {
  const clean = cleanText(text).trim();
  if (clean === '') return problem('invalid-argument', context.messages.errors.notSteps(text));
  const [mention] = findDays(clean, { today: context.today, bias: 'future' });
  if (!mention?.day) return parsed({ what: clean, due: null, by: context.caller.member });
  const what = `${clean.slice(0, mention.start)} ${clean.slice(mention.end)}`.replace(/\s+/g, ' ').trim();
  return parsed({ what: what === '' ? clean : what, due: mention.day, by: context.caller.member });
}

async function fromObject(raw: unknown, { context, label }: FieldScope): Promise<Parsed<StepAsked>> {
  const { errors } = context.messages;
  const { what, due, by } = (raw ?? {}) as { what?: unknown; due?: unknown; by?: unknown };
  const text = typeof what === 'string' ? cleanText(what).trim() : '';
  if (text === '' || text.length > 1000) return problem('invalid-argument', errors.notSteps(text.slice(0, 50)));
  const day = due === undefined || due === null ? null : toDay(String(due), context);
  if (day === undefined) return problem('invalid-argument', errors.noSuchDay(label, String(due)));
  if (by === 'them') return parsed({ what: text, due: day, by: null });
  if (by === undefined || by === 'me') return parsed({ what: text, due: day, by: context.caller.member });
  const found = await findMember(context.views, String(by));
  return found.kind === 'one'
    ? parsed({ what: text, due: day, by: found.it })
    : problem('unknown-member', errors.unknownMember(String(by)));
}

function toDay(typed: string, { today }: CommandContext): Day | undefined {
  return isDay(typed) ? typed : (parseDay(typed, { today, bias: 'future' })?.day ?? undefined);
}
