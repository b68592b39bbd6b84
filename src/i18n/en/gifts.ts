const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Gifts and hospitality: what was given, and what the rules say. */
export const gifts = {
  title: (whose: string, year: number, count: number) =>
    `${whose}, ${year}: ${times(count, 'gift or meal', 'gifts and meals')}`,
  mine: 'Gifts at my accounts',
  none: 'None on record.',
  column: {
    on: 'Date',
    receiver: 'Receiver',
    what: 'What',
    value: 'Value',
    occasion: 'Occasion',
    giver: 'Giver',
    approval: 'Approval',
  },
  byReceiver: 'By receiver',
  byOccasion: 'By occasion',
  byYear: 'By calendar year',
  noOccasion: 'no occasion told',
  noValue: 'value not told',
  sum: (amount: string, count: number, apart: string) =>
    `${amount} (${times(count, 'time', 'times')})${apart === '' ? '' : `, beside ${apart} for which no rate is set`}`,
  approval: { asked: 'asked', approved: 'approved', refused: 'refused' },
  rule: {
    'state-council-20-1988':
      'State Council order no. 20 of 1988, articles 2 and 3: no gifts in official dealings inside China; festivals and birthdays are named there as pretexts. A greeting, a call or a visit does instead.',
    'zhongbanfa-1995-7':
      'Heads of state-owned firms fall under notice Zhongbanfa [1995] no. 7. Ask compliance before anything is given.',
    unset: 'No limit is set for this kind of recipient, and none is assumed.',
  },
  limits: (perGift: string | null, perYear: string | null) =>
    `Limits set by the administrator: ${[
      ...(perGift === null ? [] : [`${perGift} a gift`]),
      ...(perYear === null ? [] : [`${perYear} a year`]),
    ].join(', ')}, for one receiver.`,
  recipient: (recipientClass: string) => `Recipient class: ${recipientClass}.`,
  noClass: (account: string) =>
    `Nobody has said what kind of recipient ${account} is. Say: account "${account}" recipientClass=private (or foreign, state-owned, government).`,
  ownRule: (rule: string) => `Their own rule: ${rule}`,
  setLimit: (key: string) => `An administrator sets one: settings ${key} 500`,
  setCurrency: 'Amounts cannot be compared yet. An administrator says in which currency: settings gift-currency CNY',
  needsCurrency: 'It counts once it is said in which currency: settings gift-currency CNY',
  needsRate: (currency: string) =>
    `There is no rate for ${currency}, so this cannot be compared with the limits. An administrator sets one: settings gift-rates ${currency} 7.2`,
  needsValue: 'Without a value this cannot be compared with the limits. Undo it and say what it was worth.',
  unclearYear:
    'Some of what was given before this year has no value or no rate, so the yearly limit cannot be checked.',
  verdict: {
    allowed: 'Within the limits.',
    'ask-first': 'Ask first: nothing on record says that this is allowed.',
    'needs-approval': 'Kept, and marked as needing approval.',
  },
  over: {
    class: 'This kind of recipient is not to be given anything without approval.',
    gift: 'It is over the limit for one gift.',
    year: 'It goes over the limit for the year.',
    unset: 'There is nothing to compare it with.',
  },
  asked: (who: string) => `Asked for approval: ${who}.`,
  anAdmin: 'an administrator',
  notLegal: 'This is not legal advice.',
  approvalsTitle: (count: number) => (count === 0 ? 'Nothing waits for approval' : `Waiting for approval: ${count}`),
  approvalLine: (what: string, account: string, receivers: string, givers: string, day: string) =>
    `${what}, ${account}: ${givers} to ${receivers}, ${day}`,
  button: { approve: 'Approve', refuse: 'Refuse', approvals: 'To approve', ledger: 'Ledger' },
  approved: (account: string) => `Approved: ${account}`,
  refused: (account: string) => `Refused: ${account}`,
  decidedBy: (who: string, day: string, reason: string | null) =>
    `${who}, ${day}${reason === null ? '' : `: ${reason}`}`,
  decided: (state: string, who: string) => `This was ${state} by ${who} already. Undo that first.`,
  gone: 'That request is no longer in the book.',
  ownGift: 'Nobody decides on a gift of their own. Another manager or an administrator does.',
  notManager: (owner: string) => `Only somebody above ${owner}, or an administrator, decides on this.`,
};
