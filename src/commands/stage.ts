import { hideLevels, type PublicAssessment } from '../domain/audience.ts';
import { STABLE_FROM, STRATEGIC_FROM } from '../domain/cooperation-stage.ts';
import type { Account, AccountState } from '../domain/records.ts';
import type { Condition } from '../domain/relationship-step.ts';
import { assessStage } from '../domain/stage.ts';
import {
  COOPERATION_STAGES,
  type CooperationStage,
  INTERPERSONAL_LEVELS,
  RELATIONSHIP_STEPS,
} from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, compact, fieldsOf, maySayPersonal, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { bookEvidence, evidenceLine, moveLine, type Names, namesOf } from './evidence-lines.ts';
import { positional, required } from './fields.ts';
import { momentOf } from './moments.ts';
import { bookPins, pinLine } from './pin.ts';
import { dayField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

export const stage = defineCommand({
  name: 'stage',
  effect: 'read',
  role: 'viewer',
  fields: { account: required(positional(accountField())), at: positional(dayField('past')) },
  text: {
    zh: {
      aliases: ['阶段', '台阶'],
      summary: '客户处于什么阶段、为什么、下一步缺什么',
      fields: { account: '客户', at: '日期' },
      examples: ['阶段 华为', '华为8月1日是什么阶段？'],
    },
    en: {
      aliases: ['stages'],
      summary: 'What stage an account is in, why, and what is missing for the next',
      fields: { account: 'account', at: 'date' },
      examples: ['stage Northwind', 'stage Northwind --at 2026-08-01'],
    },
  },
  rights: () => [],
  async run({ account, at }, context, input) {
    const moment = momentOf(at, account, context);
    const state = await context.views.accountState(account.id, moment.at);
    if (!state) throw new Error(`account ${account.id} is gone`);
    const full = assessStage(state, moment, context.thresholds);
    const personal = await maySayPersonal(account, context);
    const seen: PublicAssessment = personal ? full : hideLevels(full);
    const names = namesOf(state);
    const { messages } = context;
    return answer({
      title: messages.stage.title(
        account.name,
        messages.words.cooperationStage[seen.cooperationStage],
        seen.step,
        messages.words.step[seen.stepKey],
      ),
      audience: personal ? 'asker' : 'members',
      data: await dataOf(account, seen, names, context),
      input,
      blocks: [
        ...headline(seen, at !== undefined, context),
        ...question(account, seen, context),
        ...reasons(seen, names, context),
        ...plays(seen, context),
        ...stale(seen, state, context),
        ...calls(account, seen, context),
      ],
    });
  },
});

async function dataOf(account: Account, seen: PublicAssessment, names: Names, context: CommandContext) {
  const { share, conditions, grid } = seen;
  const { messages } = context;
  return {
    account: account.name,
    share: share
      ? {
          percent: share.percent,
          on: share.on,
          ...compact({ low: share.low, high: share.high, ceiling: share.ceiling, source: share.source }),
        }
      : null,
    cooperationStage: seen.cooperationStage,
    ...(seen.between ? { between: seen.between } : {}),
    relationshipStep: { step: seen.step, key: seen.stepKey },
    interpersonalLevel: seen.interpersonalLevel,
    grid: { column: grid.column, row: grid.row, reading: grid.reading },
    conditions: conditions.map(({ step, key, holds, evidence, move }) => ({
      step,
      key,
      holds,
      evidence: evidence.map((one) => bookEvidence(one, names, messages)),
      ...(move ? { move: moveLine(move, names, messages) } : {}),
    })),
    plays: seen.plays.map(({ key, done }) => ({ key, done, text: messages.stage.play[key] })),
    pins: await bookPins(seen.pins, context),
  };
}

function headline(seen: PublicAssessment, isPast: boolean, context: CommandContext): readonly Block[] {
  const { stage: said, words } = context.messages;
  const { label } = said;
  const { share, grid, interpersonalLevel: row } = seen;
  const level =
    row === null
      ? said.levelHidden
      : said.level(row, row === 0 ? null : words.level[INTERPERSONAL_LEVELS[row - 1] ?? 'greeting']);
  return [
    ...fieldsOf([
      [label.asOf, isPast ? formatDay(seen.moment.day, context.language) : null],
      [label.cooperation, words.cooperationStage[seen.cooperationStage]],
      [
        label.share,
        share ? said.shareOn(said.shareFigure(share), share.on, share.source) : words.cooperationStage.unknown,
      ],
      [label.step, said.step(seen.step, words.step[seen.stepKey])],
      [label.level, level],
      [label.grid, said.grid(grid.column, grid.row, grid.reading === null ? null : words.reading[grid.reading])],
      ...seen.pins.map((pin) => [label.pinned, pinLine(pin, context)] as const),
    ]),
    ...(grid.reading === null ? [] : [quiet(said.reading[grid.reading])]),
  ];
}

/** What would settle an unknown or uncertain stage. */
function question(account: Account, seen: PublicAssessment, { messages }: CommandContext): readonly Block[] {
  if (seen.cooperationStage === 'unknown') return [say(messages.stage.askShare(account.name))];
  if (!seen.between) return [];
  const [low, high] = seen.between;
  const border = borderBetween(low, high);
  const { cooperationStage } = messages.words;
  return [say(messages.stage.uncertain(account.name, cooperationStage[low], cooperationStage[high], border))];
}

/** The share that divides two neighbouring stages; `null` where the range spans a third one and only the figure settles it. */
function borderBetween(low: CooperationStage, high: CooperationStage): number | null {
  if (COOPERATION_STAGES.indexOf(high) - COOPERATION_STAGES.indexOf(low) !== 1) return null;
  return { development: 0, initial: 0, stable: STABLE_FROM, strategic: STRATEGIC_FROM }[high];
}

/** Why this step holds, and each condition of the next with its records or one move. */
function reasons(seen: PublicAssessment, names: Names, { messages }: CommandContext): readonly Block[] {
  const { stage: said, words } = messages;
  const next = seen.step + 1;
  const of = (step: number) => seen.conditions.filter((condition) => condition.step === step);
  const nameOf = (step: number) => words.step[RELATIONSHIP_STEPS[step] ?? 'none'];
  const held: readonly Block[] =
    seen.step === 0
      ? []
      : [
          say([{ strong: said.held(seen.step, nameOf(seen.step)) }]),
          ...of(seen.step).map((one) => conditionBlock(one, names, messages)),
        ];
  const missing: readonly Block[] =
    next > 5
      ? [say(said.top)]
      : [
          say([{ strong: said.nextStep(next, nameOf(next)) }]),
          ...of(next).map((one) => conditionBlock(one, names, messages)),
        ];
  return [...held, ...missing];
}

/** Longest list of records beside one condition. */
const EVIDENCE_SHOWN = 5;

function conditionBlock(
  { key, holds, evidence, move }: Condition,
  names: Names,
  messages: CommandContext['messages'],
): Block {
  const records = evidence.slice(0, EVIDENCE_SHOWN).map((one) => evidenceLine(one, names, messages));
  const more = evidence.length > EVIDENCE_SHOWN ? ' …' : '';
  const because = records.length === 0 ? '' : ` — ${records.join(messages.answers.semicolon)}${more}`;
  const todo = move ? ` → ${moveLine(move, names, messages)}` : '';
  return say([`${holds ? '✓' : '✗'} `, { strong: messages.stage.condition[key] }, `${because}${todo}`]);
}

function plays({ plays: all }: PublicAssessment, { messages }: CommandContext): readonly Block[] {
  if (all.length === 0) return [];
  return [
    { kind: 'divider' },
    say([{ strong: messages.stage.plays }]),
    ...all.map(({ key, done }) => quiet(`${done ? '☑' : '☐'} ${messages.stage.play[key]}`)),
  ];
}

function stale({ staleLevels }: PublicAssessment, state: AccountState, { messages }: CommandContext): readonly Block[] {
  if (staleLevels.length === 0) return [];
  const contacts = new Map(state.contacts.map(({ id, name }) => [id, name]));
  const who = [...new Set(staleLevels.map(({ contactId }) => contacts.get(contactId) ?? ''))];
  return [quiet(messages.stage.staleLevels(who.join(messages.answers.separator)))];
}

function calls({ id }: Account, seen: PublicAssessment, { messages }: CommandContext): readonly Block[] {
  const args = { account: `#${id}` };
  const asks = seen.cooperationStage === 'unknown' || seen.cooperationStage === 'uncertain';
  return buttons(
    // A percent of nothing opens the form with the account filled in.
    ...(asks ? [{ label: messages.forms.share, press: { command: 'share', args: { ...args, ask: true } } }] : []),
    { label: messages.forms.log, press: { command: 'log', args } },
  );
}
