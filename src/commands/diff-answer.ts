import type { Cause } from '../domain/cause.ts';
import type { StageDiff } from '../domain/diff.ts';
import type { Account, Share } from '../domain/records.ts';
import { RELATIONSHIP_STEPS } from '../domain/vocabulary.ts';
import type { Block, Text } from '../reply/reply.ts';
import { compact, say } from './answer.ts';
import { bookCause, causeLine } from './cause-lines.ts';
import type { CommandContext } from './context.ts';
import type { Names } from './evidence-lines.ts';
import { bookFinding, findingLine } from './who.ts';

export interface DiffParts {
  readonly account: Account;
  readonly diff: StageDiff;
  readonly names: Names;
  /** Whether levels and the grid's row may be told. */
  readonly personal: boolean;
  readonly context: CommandContext;
}

/** Causes named beside one change. */
const CAUSES_SHOWN = 4;

/** What moved, a line each, with the records that moved it. */
export function diffBlocks({ diff, names, personal, context }: DiffParts): readonly Block[] {
  const { map, stage, words } = context.messages;
  const line = (text: Text, causes: readonly Cause[]): Block => {
    const lines = causes.slice(0, CAUSES_SHOWN).map((cause) => causeLine(cause, names, personal, context));
    const because =
      lines.length === 0 ? '' : ` — ${map.diff.because} ${lines.join(context.messages.answers.semicolon)}`;
    return say([...(Array.isArray(text) ? text : [text]), because]);
  };
  const arrow = (label: string, before: string, after: string): Text => [
    { strong: label },
    map.diff.moved(map.diff.arrow(before, after)),
  ];
  const share = (one: Share | null): string => (one === null ? words.cooperationStage.unknown : stage.shareFigure(one));
  const step = (n: number): string => `${n} ${words.step[RELATIONSHIP_STEPS[n] ?? 'none']}`;
  const blocks: Block[] = [];
  if (diff.step)
    blocks.push(line(arrow(stage.label.step, step(diff.step.before), step(diff.step.after)), diff.step.causes));
  if (diff.cooperationStage) {
    const { before, after, causes } = diff.cooperationStage;
    blocks.push(
      line(
        arrow(stage.label.cooperation, words.cooperationStage[before.stage], words.cooperationStage[after.stage]),
        causes,
      ),
    );
  }
  if (diff.share)
    blocks.push(line(arrow(stage.label.share, share(diff.share.before), share(diff.share.after)), diff.share.causes));
  for (const { change, key, causes } of diff.conditions) {
    blocks.push(
      line(
        change === 'began' ? `✓ ${map.diff.began(stage.condition[key])}` : `✗ ${map.diff.ceased(stage.condition[key])}`,
        causes,
      ),
    );
  }
  for (const { change, memberId, contactId, causes } of diff.links) {
    if (change === 'moved') continue;
    blocks.push(line(`• ${map.diff[change](names.member(memberId), names.contact(contactId))}`, causes));
  }
  for (const { change, contactId, causes } of diff.keyPeople) {
    const name = names.contact(contactId);
    blocks.push(line(`• ${change === 'became' ? map.diff.becameKey(name) : map.diff.ceasedKey(name)}`, causes));
  }
  for (const { change, finding, causes } of diff.findings) {
    // A sentence of its own elsewhere; here none of the lines is one.
    const gap = findingLine(finding, names, context).replace(/[.。]$/u, '');
    blocks.push(line(`• ${map.diff[change](gap)}`, causes));
  }
  if (diff.shape)
    blocks.push(
      line(
        arrow(map.label.shape, map.shape[diff.shape.before.key], map.shape[diff.shape.after.key]),
        diff.shape.causes,
      ),
    );
  return blocks;
}

/** The same as data. What stayed as it was is absent. */
export function diffData({ account, diff, names, personal, context }: DiffParts): Readonly<Record<string, unknown>> {
  const causes = (all: readonly Cause[]) => all.map((cause) => bookCause(cause, names, personal, context));
  const share = (one: Share | null) =>
    one === null
      ? null
      : { percent: one.percent, on: one.on, ...compact({ low: one.low, high: one.high, ceiling: one.ceiling }) };
  const step = (n: number) => ({ step: n, key: RELATIONSHIP_STEPS[n] });
  const shape = (one: {
    readonly key: string;
    readonly cut: number;
    readonly people: readonly { readonly name: string }[];
  }) => ({
    key: one.key,
    cut: one.cut,
    names: one.people.map(({ name }) => name),
  });
  return {
    account: account.name,
    from: diff.before.day,
    to: diff.after.day,
    ...(diff.share
      ? {
          share: {
            before: share(diff.share.before),
            after: share(diff.share.after),
            causes: causes(diff.share.causes),
          },
        }
      : {}),
    ...(diff.cooperationStage
      ? {
          cooperationStage: {
            before: diff.cooperationStage.before.stage,
            after: diff.cooperationStage.after.stage,
            causes: causes(diff.cooperationStage.causes),
          },
        }
      : {}),
    ...(diff.step
      ? {
          relationshipStep: {
            before: step(diff.step.before),
            after: step(diff.step.after),
            causes: causes(diff.step.causes),
          },
        }
      : {}),
    ...(diff.shape
      ? {
          shape: {
            before: shape(diff.shape.before),
            after: shape(diff.shape.after),
            causes: causes(diff.shape.causes),
          },
        }
      : {}),
    conditions: diff.conditions.map((one) => ({
      step: one.step,
      key: one.key,
      change: one.change,
      causes: causes(one.causes),
    })),
    findings: diff.findings.map((one) => ({
      ...bookFinding(one.finding, names),
      change: one.change,
      causes: causes(one.causes),
    })),
    links: diff.links.map((one) => ({
      member: names.memberKey(one.memberId),
      contact: names.contact(one.contactId),
      change: one.change,
      causes: causes(one.causes),
    })),
    keyPeople: diff.keyPeople.map((one) => ({
      contact: names.contact(one.contactId),
      change: one.change,
      causes: causes(one.causes),
    })),
  };
}
