import type { Interaction, NextStep } from '../../domain/records.ts';
import type { AccountScope } from './account-scope.ts';
import { mentioned, put, type Run, recordsOf } from './run.ts';
import type { ReadInteraction } from './schema.ts';

type GivenStep = NonNullable<ReadInteraction['nextSteps']>[number];

/** The promises one interaction of the file tells of. */
export interface PlannedSteps {
  readonly interaction: Interaction;
  readonly given: readonly GivenStep[];
  readonly path: string;
}

/** Brings in promises. Those that are known and not mentioned stay. */
export async function importNextSteps(run: Run, scope: AccountScope, planned: readonly PlannedSteps[]): Promise<void> {
  if (planned.length === 0) return;
  const known = new Map<string, NextStep[]>();
  for (const step of await recordsOf(run, 'nextStep', scope.account)) {
    known.set(step.interactionId, [...(known.get(step.interactionId) ?? []), step]);
  }
  for (const { interaction, given, path } of planned) {
    const there = known.get(interaction.id) ?? [];
    const matches = matchSteps(given, there);
    const after: NextStep[] = [...there];
    for (const [position, step] of given.entries()) {
      const place = `${path}[${position}]`;
      const before = matches[position];
      const fresh: NextStep = {
        id: run.newId(),
        accountId: scope.account.id,
        interactionId: interaction.id,
        position: freePosition(position, after),
        what: step.what,
        due: null,
        // A promise nobody is named for was made by the first of ours who was there.
        byId: interaction.memberIds[0] ?? run.actorId,
        doneOn: null,
        brokenOn: null,
        recordedAt: run.now,
      };
      const { what, due, doneOn, by } = step;
      const values = mentioned({ what, due, doneOn, byId: debtorOf(run, scope, by, `${place}.by`) });
      const merged = { ...(before ?? fresh), ...values };
      after.push(merged);
      await put(run, 'nextStep', before, merged, place);
    }
    // The same interaction may stand in the file twice.
    known.set(interaction.id, [...new Map(after.map((step) => [step.id, step])).values()]);
  }
}

/** By what was promised; what is left over by its place, as a promise put into other words. */
function matchSteps(given: readonly GivenStep[], there: readonly NextStep[]): (NextStep | undefined)[] {
  const free = new Set(there);
  const take = (fits: (step: NextStep) => boolean): NextStep | undefined => {
    const found = [...free].sort((a, b) => a.position - b.position).find(fits);
    if (found !== undefined) free.delete(found);
    return found;
  };
  const exact = given.map(({ what }) => take((step) => step.what === what));
  return exact.map((found, position) => found ?? take((step) => step.position === position));
}

function freePosition(wanted: number, steps: readonly NextStep[]): number {
  const taken = new Set(steps.map(({ position }) => position));
  return taken.has(wanted) ? Math.max(...taken) + 1 : wanted;
}

function debtorOf(
  run: Run,
  { members }: AccountScope,
  by: string | null | undefined,
  path: string,
): string | null | undefined {
  if (by === null || by === 'them') return null;
  return by && members.resolve(by, path, run.problems);
}
