import type { Account } from '../domain/records.ts';
import { type Field, parsed } from './fields.ts';
import { toList } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

/** Several accounts by name, alias or `#id`, none of which the call is about. */
export function accountsField(): Field<readonly Account[], false> {
  const one = accountField();
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const accounts: Account[] = [];
      for (const each of toList(raw)) {
        const found = await one.parse(each, { context, label, account: undefined });
        if (!found.ok) return found;
        if (!accounts.some(({ id }) => id === found.value.id)) accounts.push(found.value);
      }
      return parsed(accounts);
    },
    describe: (accounts) => accounts.map(({ name }) => name),
    input: async () => ({ type: 'line' }),
  };
}
