import { hideLevels } from '../domain/audience.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Condition } from '../domain/relationship-step.ts';
import { assessStage } from '../domain/stage.ts';
import { RELATIONSHIP_STEPS } from '../domain/vocabulary.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, maySayPersonal, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { stateAt } from './diff.ts';
import { bookEvidence, evidenceLine, moveLine, type Names, namesOf } from './evidence-lines.ts';
import { positional, required } from './fields.ts';
import { momentOf } from './moments.ts';
import { dayField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

/** Longest part of a note shown under a record. */
const NOTE_SHOWN = 200;

export const why = defineCommand({
  name: 'why',
  effect: 'read',
  role: 'viewer',
  fields: { account: required(positional(accountField())), at: positional(dayField('past')) },
  text: {
    zh: {
      aliases: ['为什么'],
      summary: '每个条件为什么成立或不成立，直到那一条记录',
      fields: { account: '客户', at: '日期' },
      examples: ['为什么 华为'],
    },
    en: {
      aliases: ['explain'],
      summary: 'Why each condition holds or not, down to the log line',
      fields: { account: 'account', at: 'date' },
      examples: ['why Northwind'],
    },
  },
  rights: () => [],
  async run({ account, at }, context, input) {
    const moment = momentOf(at, account, context);
    const { state } = await stateAt(account, moment, context);
    const personal = await maySayPersonal(account, context);
    const full = assessStage(state, moment, context.thresholds);
    const seen = personal ? full : hideLevels(full);
    const names = namesOf(state);
    const explained = await Promise.all(seen.conditions.map((condition) => explain(condition, names, context)));
    const { messages } = context;
    return answer({
      title: messages.map.why.title(account.name),
      audience: personal ? 'asker' : 'members',
      data: {
        account: account.name,
        relationshipStep: { step: seen.step, key: seen.stepKey },
        cooperationStage: seen.cooperationStage,
        conditions: explained.map(({ data }) => data),
      },
      input,
      blocks: [
        ...[1, 2, 3, 4, 5].flatMap((step) => [
          say([{ strong: `${step} · ${messages.words.step[RELATIONSHIP_STEPS[step] ?? 'none']}` }]),
          ...explained.flatMap((one) => (one.data.step === step ? one.blocks : [])),
        ]),
        ...buttons({ label: messages.forms.stage, press: { command: 'stage', args: { account: `#${account.id}` } } }),
      ],
    });
  },
});

async function explain({ step, key, holds, evidence, move }: Condition, names: Names, context: CommandContext) {
  const { messages } = context;
  const lines = await Promise.all(evidence.map((one) => record(one, names, context)));
  const blocks: Block[] = [
    say([`${holds ? '✓' : '✗'} `, { strong: messages.stage.condition[key] }]),
    ...lines.map(({ line }) => quiet(`· ${line}`)),
    ...(move ? [say(`→ ${moveLine(move, names, messages)}`)] : []),
  ];
  const data = {
    step,
    key,
    holds,
    evidence: lines.map(({ book }) => book),
    ...(move ? { move: moveLine(move, names, messages) } : {}),
  };
  return { data, blocks };
}

/** A record with its log line: what was written of it, by whom. */
async function record(evidence: Evidence, names: Names, context: CommandContext) {
  const text = evidenceLine(evidence, names, context.messages);
  const book = bookEvidence(evidence, names, context.messages);
  if (evidence.kind !== 'link') return { line: text, book };
  const interaction = await context.views.get('interaction', evidence.interactionId);
  if (!interaction) return { line: text, book };
  const author = interaction.authorId === null ? null : await context.views.get('member', interaction.authorId);
  const kind = context.messages.words.interactionKind[interaction.kind];
  const note = interaction.note.slice(0, NOTE_SHOWN);
  const line = [text, kind, note === '' ? null : `“${note}”`, author?.name ?? null]
    .filter((part) => part !== null)
    .join(' · ');
  return {
    line,
    book: { ...book, interactionKind: interaction.kind, note: interaction.note, author: author?.key ?? null },
  };
}
