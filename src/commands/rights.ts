import { ROLES, type Role } from '../domain/vocabulary.ts';
import type { CommandContext } from './context.ts';
import type { Definition, Right, Understood } from './define-command.ts';
import type { Args, Fields } from './fields.ts';
import type { Refusal } from './outcome.ts';

/** A call as far as it is known: what was understood of it, and the fields that are to be filled in yet. */
export interface Unfinished {
  readonly args: Understood;
  readonly open: readonly string[];
}

/** The first of these rights the caller does not have, as what they are told. */
export async function lackingRight(rights: readonly Right[], context: CommandContext): Promise<Refusal | undefined> {
  const { permissions, messages, caller } = context;
  for (const right of rights) {
    if (right.right === 'role') {
      if (!reaches(caller.role, right.role)) return forbidden(messages.errors.needsRole(right.role));
      continue;
    }
    const { account } = right;
    const allowed = right.right === 'pin' ? await permissions.mayPin(account) : await permissions.mayWrite(account);
    if (allowed) continue;
    const owner = await context.expect('member', account.ownerId);
    return forbidden(
      right.right === 'pin'
        ? messages.errors.mayNotPin(account.name)
        : messages.errors.mayNotWrite(account.name, owner.name, caller.role === 'viewer'),
    );
  }
  return undefined;
}

/** Why the caller may not send such a call, whatever is filled in: no form is to be given for it. */
export async function lackingForForm(
  definition: Definition<Fields>,
  { args, open }: Unfinished,
  context: CommandContext,
): Promise<Refusal | undefined> {
  const { caller, messages } = context;
  for (const right of rightsOf(definition, args, open, context)) {
    const least = leastRole(right);
    if (reaches(caller.role, least)) continue;
    if (right.right === 'role' || right.account === ANYTHING) return forbidden(messages.errors.needsRole(least));
    return lackingRight([right], context);
  }
  return undefined;
}

/** Whether the caller could ever send such a call with this field filled in too. */
export function mayFillIn(
  definition: Definition<Fields>,
  { args, open }: Unfinished,
  name: string,
  context: CommandContext,
): boolean {
  const rights = rightsOf(definition, args, [...open, name], context);
  return rights.every((right) => reaches(context.caller.role, leastRole(right)));
}

export const reaches = (has: Role, needs: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needs);

export const forbidden = (message: string): Refusal => ({
  kind: 'refused',
  code: 'forbidden',
  message,
  suggestions: [],
});

/** Who has less than this has the right to no account (docs/method.md §18). */
function leastRole(right: Right): Role {
  if (right.right === 'role') return right.role;
  return right.right === 'pin' ? 'manager' : 'member';
}

function rightsOf(
  definition: Definition<Fields>,
  args: Understood,
  open: readonly string[],
  context: CommandContext,
): readonly Right[] {
  const given = { ...Object.fromEntries(open.map((name) => [name, ANYTHING])), ...args };
  return definition.rights(given as Args<Fields>, context);
}

/** Stands for a value nobody knows yet: it is there, is none in particular, and whatever it is asked for is such a one again. */
const ANYTHING: never = new Proxy({} as never, {
  get: (_, key) => (typeof key === 'symbol' ? undefined : ANYTHING),
});
