import { accountOf, fieldOf, isMissing } from './command-scope.ts';
import type { CommandContext } from './context.ts';
import type { Definition, Understood } from './define-command.ts';
import type { Args, Fields } from './fields.ts';

/** Whether a call that names no account means that of its channel: one is needed, or the command says so. */
export function meansChannel(definition: Definition<Fields>, args: Understood): boolean {
  const name = accountOf(definition);
  if (name === undefined) return false;
  const given = args as Args<Fields>;
  const isNeeded = fieldOf(definition, name).required || definition.alsoNeeds?.(given).includes(name) === true;
  return isNeeded || definition.meansChannel?.(given) === true;
}

/** What was typed, with the account of the channel where `args` have it unnamed: it may be gone on with elsewhere. */
export function withChannel(
  definition: Definition<Fields>,
  raw: Understood,
  args: Understood,
  { channelAccount }: CommandContext,
): Understood {
  const name = accountOf(definition);
  if (name === undefined || channelAccount === null || !isMissing(raw[name])) return raw;
  const meant = args[name];
  const isIt = typeof meant === 'object' && meant !== null && 'id' in meant && meant.id === channelAccount.id;
  return isIt ? { ...raw, [name]: `#${channelAccount.id}` } : raw;
}

/** A form begun in the channel of an account has that account filled in. */
export function ofChannel(definition: Definition<Fields>, raw: Understood, context: CommandContext): Understood {
  const name = accountOf(definition);
  if (name === undefined || !isMissing(raw[name]) || !meansChannel(definition, raw)) return raw;
  return withChannel(definition, raw, { [name]: context.channelAccount }, context);
}
