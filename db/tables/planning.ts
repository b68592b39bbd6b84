import type { Kit } from '../kit.ts';

/** What planning keeps so as not to read a whole book each day. */
export function definePlanning(k: Kit) {
  /**
   * Derived: what is known of an account for planning, as one text (`db/repositories/kept-form.ts`). A row is there only while none
   * of the account's records was written since, so it refers to none. No words of people stand in it: ids, keys, days, numbers.
   * An account that is looked at, and of which nothing is kept yet, has a row of the form `LOOKED`, which goes in the same way.
   */
  const keptStates = k.table('kept_states', {
    accountId: k.text('account_id').primaryKey(),
    /** How the text is put together: what another version of the program kept is not read. */
    form: k.integer('form').notNull(),
    /** All touches after this instant are in it; of those before, the latest. `LOOKED`: when the look began. */
    since: k.instant('since').notNull(),
    /** `LOOKED`: the id of the look. */
    state: k.text('state').notNull(),
  });
  return { keptStates };
}
