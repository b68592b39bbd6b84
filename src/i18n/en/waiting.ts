const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Who has waited for us longer than the cadence allows. */
export const waiting = {
  scope: { mine: 'mine', team: 'team', all: 'all' },
  title: (red: number, yellow: number) =>
    red + yellow === 0
      ? 'Nobody has waited too long'
      : `Waiting for us: ${red} past the most allowed, ${yellow} past the ideal`,
  colour: { red: 'overdue', yellow: 'due', green: 'in time' },
  /** How long since the last touch that counts; never in touch: since they were entered. */
  days: (days: number, isNever: boolean) =>
    isNever ? `never in touch, on record for ${times(days, 'day', 'days')}` : times(days, 'day', 'days'),
  allowed: (ideal: number, atMost: number) => `ideal ${ideal}, at most ${atMost}`,
  last: (day: string) => `last ${day}`,
  log: (account: string) => `Log: ${account}`,
  none: 'Every layer of every account here was met in time.',
  noAccounts: 'No account is yours. Say "overdue all" to see everybody’s.',
  oneWay: 'Decision and management layers count only what went both ways.',
};
