import { isDeepStrictEqual } from 'node:util';
import type { RecordKind, Records } from '../domain/records.ts';
import { type ChangeRow, ConflictError, type Repositories } from '../ports/store.ts';
import { answer, refuse } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type Command, defineCommand } from './define-command.ts';
import { hidden } from './fields.ts';
import { memberNames } from './member-names.ts';
import type { Outcome, Refusal } from './outcome.ts';
import { textField } from './plain-fields.ts';
import { commandLabel, toldCall } from './told-call.ts';

/** Thrown inside the transaction so that a refusal leaves nothing half undone. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** What was taken back is told in the words of the registry it is part of. */
export function defineUndo(all: () => readonly Command[]): Command {
  return defineCommand({
    name: 'undo',
    effect: 'destroy',
    role: 'viewer',
    fields: { change: hidden(textField(100)) },
    text: {
      zh: {
        aliases: ['撤销', '撤回'],
        summary: '撤销自己最近一次写入',
        fields: { change: '条目' },
        examples: ['撤销'],
      },
      en: {
        aliases: ['revert'],
        summary: 'Take back your latest write',
        fields: { change: 'entry' },
        examples: ['undo'],
      },
    },
    rights: () => [],
    run: ({ change }, context) => undone(change, context, all()),
  });
}

async function undone(id: string | undefined, context: CommandContext, all: readonly Command[]): Promise<Outcome> {
  const { language, messages } = context;
  const { errors, answers } = messages;
  const { member, role } = context.caller;
  const change = id === undefined ? await context.views.latestChange(member.id) : await context.views.change(id);
  if (!change) return refuse('conflict', id === undefined ? errors.nothingToUndo : errors.unknownChange);
  if (change.memberId !== member.id && role !== 'admin') return refuse('forbidden', errors.notYours);
  if (change.undoes !== null || (await context.views.undoneBy(change.id)))
    return refuse('conflict', errors.alreadyUndone);
  try {
    await context.record({}, (repositories) => takeBack(change.id, context, repositories), change.id);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof ConflictError && error.reason !== 'repeated') return refuse('conflict', errors.stillUsed);
    throw error;
  }
  const command = all.find(({ name }) => name === change.command);
  const nameOf = await memberNames(context.views);
  return answer({
    title: answers.undone(commandLabel(command, change.command, language)),
    data: { undone: { command: change.command, input: change.input } },
    tone: 'good',
    audience: 'asker',
    input: {},
    blocks: [{ kind: 'text', text: toldCall(command, change.input, language, nameOf), tone: 'quiet' }],
  });
}

async function takeBack(changeId: string, context: CommandContext, repositories: Repositories): Promise<void> {
  const { errors } = context.messages;
  if (await repositories.undoneBy(changeId)) throw new Refused(refuse('conflict', errors.alreadyUndone));
  const rows = await repositories.changeRows(changeId);
  await checkRights(rows, context, repositories);
  for (const row of rows.toReversed()) {
    const current = await repositories.get(row.kind, row.recordId);
    if (!isUntouched(row, current ?? null)) throw new Refused(refuse('conflict', errors.changedSince));
    await restore(row, repositories);
  }
}

/** A write that was right then must be right now: who has left the team cannot reach back into it. */
async function checkRights(
  rows: readonly ChangeRow[],
  context: CommandContext,
  repositories: Repositories,
): Promise<void> {
  const others = rows.filter((row) => !isOwnAffair(row, context.caller.member.id));
  for (const accountId of new Set(others.map((row) => row.accountId))) {
    if (accountId === null) continue;
    const account = await repositories.get('account', accountId);
    if (!account || (await context.permissions.mayWrite(account))) continue;
    const owner = await context.expect('member', account.ownerId);
    throw new Refused(refuse('forbidden', context.messages.errors.mayNotWrite(account.name, owner.name, false)));
  }
}

/** What somebody may settle without writing the account: what they promised themselves, and what was put before them. */
function isOwnAffair({ kind, before, after }: ChangeRow, callerId: string): boolean {
  if (kind === 'nextStep') return before?.byId === callerId && after?.byId === callerId;
  return kind === 'giftApproval' && before !== null && after?.decidedById === callerId;
}

/** `at` of an interaction told without a time follows the account's zone, so it may differ without anybody having touched it. */
function isUntouched(row: ChangeRow, current: Records[RecordKind] | null): boolean {
  if (row.kind !== 'interaction') return isDeepStrictEqual(current, row.after);
  const now = current as Records['interaction'] | null;
  if (now === null || row.after === null || now.day === null) return isDeepStrictEqual(now, row.after);
  return isDeepStrictEqual({ ...now, at: 0 }, { ...row.after, at: 0 });
}

async function restore(row: ChangeRow, repositories: Repositories): Promise<void> {
  if (row.before === null) await repositories.remove(row.kind, row.recordId);
  else if (row.after === null) await repositories.insert(row.kind, row.before);
  else await repositories.update(row.kind, row.before);
}
