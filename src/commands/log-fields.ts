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

/**
 * What was promised: objects from understood sentences, or text, a promise a line, whose day is taken out of it. In a form a line
 * may begin with whose promise it is: `them: the drawings 2026-12-01`.
 */
export function nextStepsField(): Field<readonly StepAsked[], false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, scope) {
      const steps: StepAsked[] = [];
      for (const one of Array.isArray(raw) ? raw : linesOf(raw)) {
        const step = typeof one === 'string' ? await fromLine(one, scope) : await fromObject(one, scope);
        if (!step.ok) return step;
        steps.push(step.value);
      }
      return parsed(steps);
    },
    describe: (steps) => steps.map(({ what, due, by }) => ({ what, ...(due ? { due } : {}), by: by?.key ?? 'them' })),
    input: async ({ context }) => ({ type: 'lines', hint: context.messages.forms.stepsHint }),
    async filled(raw, scope) {
      const lines: string[] = [];
      for (const one of Array.isArray(raw) ? raw : linesOf(raw)) {
        const read = typeof one === 'string' ? null : await fromObject(one, scope);
        if (typeof one === 'string') lines.push(one);
        else if (read?.ok) lines.push(await toLine(read.value, scope.context));
      }
      return { value: lines.join('\n') };
    },
  };
}

const linesOf = (raw: unknown): readonly unknown[] =>
  typeof raw === 'string' ? raw.split(/\r?\n/).filter((line) => line.trim() !== '') : [raw];

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

/** Longest promise kept, in characters. */
const WHAT_MAX = 1000;
/** Whose promise a line is, and the promise. */
const HEAD = /^([^\s:：]{1,60})\s*[:：]\s*(\S.*)$/s;
const THEM = /^(?:them|they|对方|客户)$/i;

/** `them: the drawings 2026-12-01`, `tom: call the lawyer tomorrow`, `send the quote by Friday`. */
async function fromLine(line: string, scope: FieldScope): Promise<Parsed<StepAsked>> {
  const { context } = scope;
  const text = cleanText(line).trim();
  const [, head = '', tail = ''] = HEAD.exec(text) ?? [];
  const isTheirs = THEM.test(head);
  const colleague = head === '' || isTheirs ? undefined : await context.views.memberByKey(head);
  const by = isTheirs ? null : (colleague ?? context.caller.member);
  return toStep(isTheirs || colleague ? tail : text, by, scope);
}

function toStep(text: string, by: Member | null, { context, label }: FieldScope): Parsed<StepAsked> {
  if (text === '' || text.length > WHAT_MAX)
    return problem('invalid-argument', context.messages.errors.notSteps(text.slice(0, 50)));
  const [, before = '', last = ''] = /^(.*\S)\s+(\d{4}-\d{2}-\d{2})$/s.exec(text) ?? [];
  // A day at the very end is the one that was written there, whatever else the text speaks of.
  if (isDay(last)) return parsed({ what: withoutUntil(before, ''), due: last, by });
  const [mention] = findDays(text, { today: context.today, bias: 'future' });
  if (mention === undefined) return parsed({ what: text, due: null, by });
  if (mention.day === null) return noSuchDue(mention.text, label, context);
  const what = withoutUntil(text.slice(0, mention.start), text.slice(mention.end));
  return parsed({ what: what === '' ? text : what, due: mention.day, by });
}

/** What stands around a day, without the word that tied it there: `by Friday`, 周五前. */
function withoutUntil(before: string, after: string): string {
  const [head, tail] = [
    before.replace(/(?:^|\s)(?:by|before|until|on)\s*$/i, ''),
    after.replace(/^\s*(?:之前|以前|前)/, ''),
  ];
  return `${head} ${tail}`.replace(/\s+/g, ' ').trim();
}

/** As `fromLine` reads it. */
async function toLine({ what, due, by }: StepAsked, { views, messages, caller }: CommandContext): Promise<string> {
  const line = `${what.replace(/\s*\n\s*/g, ' ')}${due === null ? '' : ` ${due}`}`;
  if (by === null) return `${messages.forms.them}: ${line}`;
  const [, head = ''] = HEAD.exec(line) ?? [];
  const isMisread = THEM.test(head) || (head !== '' && (await views.memberByKey(head)) !== undefined);
  return by.id === caller.member.id && !isMisread ? line : `${by.key}: ${line}`;
}

async function fromObject(raw: unknown, { context, label }: FieldScope): Promise<Parsed<StepAsked>> {
  const { errors } = context.messages;
  const { what, due, by } = (raw ?? {}) as { what?: unknown; due?: unknown; by?: unknown };
  const text = typeof what === 'string' ? cleanText(what).trim() : '';
  if (text === '' || text.length > WHAT_MAX) return problem('invalid-argument', errors.notSteps(text.slice(0, 50)));
  const day = due === undefined || due === null ? null : toDay(String(due), context);
  if (day === undefined) return noSuchDue(String(due), label, context);
  if (by === 'them') return parsed({ what: text, due: day, by: null });
  if (by === undefined || by === 'me') return parsed({ what: text, due: day, by: context.caller.member });
  const found = await findMember(context.views, String(by));
  return found.kind === 'one'
    ? parsed({ what: text, due: day, by: found.it })
    : problem('unknown-member', errors.unknownMember(String(by)));
}

/** Nothing of the log is kept without it: a promise whose day was mistyped would never be asked after. */
function noSuchDue(typed: string, label: string, { messages }: CommandContext): Parsed<never> {
  return problem('invalid-argument', messages.errors.noSuchDayAhead(label, typed));
}

function toDay(typed: string, { today }: CommandContext): Day | undefined {
  return isDay(typed) ? typed : (parseDay(typed, { today, bias: 'future' })?.day ?? undefined);
}
