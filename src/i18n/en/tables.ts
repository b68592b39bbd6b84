/** What is said of a table that is imported. */
export const tables = {
  kind: {
    accounts: 'accounts',
    contacts: 'contacts',
    interactions: 'interactions',
    shares: 'shares',
    orders: 'orders',
  },
  record: {
    member: 'members',
    identity: 'identities',
    account: 'accounts',
    contact: 'contacts',
    trait: 'views of contacts',
    level: 'levels',
    interaction: 'interactions',
    nextStep: 'next steps',
    share: 'shares',
    order: 'orders',
    fact: 'facts',
    pin: 'pins',
    taughtName: 'names taught',
    setting: 'settings',
  },
  recognised: (kind: string) => `Read as a table of ${kind}.`,
  ignored: (columns: string) => `Columns not taken: ${columns}.`,
  counts: (fresh: number, changed: number, same: number, doubtful: number, refused: number) =>
    `Rows: ${fresh} new, ${changed} changed, ${same} the same, ${doubtful} doubtful, ${refused} refused.`,
  more: (count: number) => `… and ${count} more rows to tell of.`,
  preview: 'Nothing was written: this was a preview, and nothing is in the way.',
  inTheWay:
    'Nothing was written. Mend the rows above, or say --skip-refused to leave refused rows out and --doubtful new, same or skip for the doubtful ones.',
};
