import type { Account } from '../domain/records.ts';
import type { CommandContext } from './context.ts';
import type { Definition } from './define-command.ts';
import type { Field, FieldScope, Fields } from './fields.ts';

/** Whether an argument was left out, or given without a value. */
export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export function fieldOf(definition: Definition<Fields>, name: string): Field<unknown> {
  const field = definition.fields[name];
  if (!field) throw new Error(`${definition.name} has no field ${name}`);
  return field;
}

/** The argument that names the account the call is about. */
export function accountOf({ fields }: Definition<Fields>): string | undefined {
  return Object.keys(fields).find((name) => fields[name]?.type === 'account');
}

type Labels = Readonly<Record<string, string>>;

/** What each field sees of the call; the account that one of them finds is seen by those after it. */
export function scopesIn(context: CommandContext, labels: Labels): (name: string) => FieldScope {
  const shared: { account: Account | undefined } = { account: undefined };
  return (name) => ({
    context,
    label: labels[name] ?? name,
    get account() {
      return shared.account;
    },
    set account(account) {
      shared.account = account;
    },
  });
}
