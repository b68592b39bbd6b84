import { capitalised } from '../format.ts';

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The page of the day: what is due, my accounts, what is at risk. */
export const home = {
  title: (day: string, due: number, ahead: number, risks: number) =>
    `${day}: ${[
      due === 0 ? 'nothing due' : `${due} due`,
      ...(ahead === 0 ? [] : [`${ahead} ahead`]),
      ...(risks === 0 ? [] : [times(risks, 'risk', 'risks')]),
    ].join(', ')}`,
  section: {
    promises: 'Promises',
    waiting: 'Waiting for a word from us',
    greetings: 'To greet',
    followUps: 'To follow up',
    risks: 'Risks',
    accounts: 'My accounts by stage',
    teamAccounts: 'My team’s accounts by stage',
    team: 'My team',
  },
  head: (section: string, count: number) => `${capitalised(section)} · ${count}`,
  quietDay: 'Nothing is due, and nobody has waited too long.',
  marked: '▲ Something of it stands above',
  noAccounts: 'No account is yours yet.',
  more: (count: number) => `${count} more`,
  button: {
    accounts: 'Accounts in full',
    everybodys: 'Everybody’s accounts',
    teamPromises: 'Promises of the team',
    teamWaiting: 'Who waits for the team',
  },
  owned: (account: string, owner: string) => `${account} (${owner})`,
  column: {
    who: 'Who',
    accounts: 'Accounts',
    overdue: 'Promises overdue',
    waiting: 'Waiting too long',
    risks: 'Risks',
  },
};
