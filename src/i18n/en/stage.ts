import type { PlayKey } from '../../domain/plays.ts';
import type { Day } from '../../domain/records.ts';
import type { ConditionKey } from '../../domain/relationship-step.ts';
import type { Department, MemberFunction } from '../../domain/vocabulary.ts';
import { capitalised, formatDay, formatNumber } from '../format.ts';
import { words } from './words.ts';

export interface ShareFigures {
  readonly percent: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly ceiling: number | null;
}

const day = (on: Day): string => formatDay(on, 'en');
const dept = (key: Department | MemberFunction | null): string => (key === null ? 'their side' : words.department[key]);
const someone = (name: string | null, otherwise: string): string => name ?? otherwise;

const condition: Record<ConditionKey, string> = {
  'first-order': 'A first order, or a share above 0',
  departments: 'Active links into enough of their departments',
  'other-department': 'One of them beyond purchasing, marketing and the top',
  pairs: 'Enough counterpart pairs, function with department',
  'executive-pair': 'Top with top',
  'key-people': 'A key person is in post, and we have an active link with each',
  integration: 'An integration is in force',
  'share-known': 'The share is known',
  'share-grown': 'The share is 80 or more, or has grown over the year',
  alliance: 'An alliance is in force',
};

const play: Record<PlayKey, string> = {
  'entry-point':
    'Spot an entry point: a new product, a supplier review, a change of people, trouble with the incumbent',
  'key-people-found': 'Find the key people: a coach inside, the org chart, each one’s part of the decision',
  'good-terms': 'Keep good terms with everyone who influences the purchase',
  trust: 'Build trust with a person who decides',
  'technical-breakthrough': 'Break through technically: prove what they measure, or help shape their criteria',
  net: 'Weave the net, so that the tie hangs on no one person',
  'raised-expectations': 'Raise what they expect of a supplier',
  chances: 'Create chances to win; price and credit alone hold no one',
  defence: 'Defend against the second supplier',
  widening: 'Widen into further departments and products',
  'yearly-review': 'Hold a joint yearly review',
  'joint-planning': 'Plan jointly at the top',
  'pooled-resources': 'Pool resources',
  'early-warning': 'Watch for any drop early',
};

/** How an account stands, why, and what to do about it (docs/method.md §2–§5). */
export const stage = {
  title: (account: string, cooperation: string, step: number, name: string) =>
    `${account}: ${cooperation}; relationship step ${step}, ${name}`,
  label: {
    share: 'Share of wallet',
    cooperation: 'Cooperation stage',
    step: 'Relationship step',
    level: 'Interpersonal level',
    grid: 'Grid',
    pinned: 'Pinned',
    asOf: 'As of',
  },
  shareFigure: ({ percent, low, high, ceiling }: ShareFigures) => {
    const range = low === null || high === null ? '' : ` (${formatNumber(low, 'en')}–${formatNumber(high, 'en')})`;
    return `${formatNumber(percent, 'en')}%${range}${ceiling === null ? '' : `, of at most ${formatNumber(ceiling, 'en')}%`}`;
  },
  shareOn: (figure: string, on: Day, source: string | null) =>
    `${figure}, ${day(on)}${source === null ? '' : `, ${source}`}`,
  askShare: (account: string) =>
    `Our share at ${account} was never recorded, and unknown is not 0. What part of its spend in our category is ours?`,
  uncertain: (account: string, a: string, b: string, border: number | null) => {
    const either = `${capitalised(a)} or ${b}?`;
    if (border === null) return `${either} One question settles it: what exactly is our share at ${account}?`;
    const asked = border === 0 ? 'do we supply anything at all' : `is our share ${border}% or more`;
    return `${either} One question settles it: ${asked} at ${account}?`;
  },
  step: (step: number, name: string) => `${step} of 5, ${name}`,
  level: (row: number, name: string | null) => (name === null ? `${row}: no level stated` : `${row} of 5, ${name}`),
  levelHidden: 'only for the account’s own people',
  grid: (column: number, row: number | null, reading: string | null) =>
    row === null ? `column ${column}` : `column ${column}, row ${row}: ${reading ?? ''}`,
  reading: {
    'off-grid': 'One of the two is still at 0.',
    balanced: 'Business and people are in step.',
    'near-balanced': 'Business and people are nearly in step.',
    'person-dependent':
      'Friendship has outrun the organisation: if that colleague leaves, the account goes. Bring in more of us.',
    impersonal: 'Business has outrun the people: invest in the key people.',
  },
  nextStep: (step: number, name: string) => `To reach step ${step}, ${name}:`,
  held: (step: number, name: string) => `Step ${step}, ${name}, holds because:`,
  top: 'There is no higher step.',
  staleLevels: (names: string) => `Levels not confirmed by a touch for a long time: ${names}.`,
  plays: 'What to do at this stage',
  condition,
  play,
  evidence: {
    link: (member: string, contact: string, department: Department | null, on: Day) =>
      `${member} – ${contact}${department === null ? '' : ` (${words.department[department]})`}, ${day(on)}`,
    contact: (contact: string, department: Department | null) =>
      `${contact}${department === null ? '' : ` (${words.department[department]})`}, no active link`,
    order: (on: Day, product: string | null) => `order of ${day(on)}${product === null ? '' : `, ${product}`}`,
    share: (percent: number, on: Day) => `${formatNumber(percent, 'en')}% on ${day(on)}`,
    fact: (what: string, from: Day) => `${what}, since ${day(from)}`,
  },
  move: {
    renew: (member: string, contact: string, on: Day, daysAgo: number) =>
      `${member} and ${contact} last talked on ${day(on)}, ${daysAgo} days ago: ${member} should meet ${contact} again.`,
    meet: (department: Department | null, contact: string | null, member: string | null, lastOn: Day | null) => {
      const since = lastOn === null ? 'has ever spoken with' : 'has spoken with';
      const ending = lastOn === null ? '' : ` since ${day(lastOn)}`;
      const whom = contact ?? `somebody in ${dept(department)}`;
      const about = department === null ? (contact ?? 'them') : dept(department);
      return `Nobody of ours ${since} ${about}${ending}: ${member === null ? 'invite' : `${member} should invite`} ${whom}.`;
    },
    pair: (
      own: MemberFunction,
      department: Department,
      member: string | null,
      contact: string | null,
      via: string | null,
    ) =>
      `Bring our ${dept(own)} together with their ${dept(department)}: introduce ${someone(member, `somebody of our ${dept(own)}`)} to ${someone(contact, `somebody in their ${dept(department)}`)}${via === null ? '' : ` through ${via}`}.`,
    executives: (member: string | null, contact: string | null, via: string | null, lastOn: Day | null) => {
      const history = lastOn === null ? 'The tops of both sides have never met' : `The tops last met on ${day(lastOn)}`;
      return `${history}: arrange a meeting of ${someone(member, 'one of our executives')} with ${someone(contact, 'one of their executives')}${via === null ? '' : `, through ${via}`}.`;
    },
    recordDepartment: (names: string) => `Say in which department they work: ${names}.`,
    findKeyPerson: (contact: string | null, member: string | null) =>
      `Nobody who decides is known: ${someone(member, 'the owner')} should ask ${someone(contact, 'a contact there')} who decides, and record it.`,
    firstOrder: (contact: string | null, member: string | null) =>
      `Win a first small order: ${someone(member, 'the owner')} should offer ${someone(contact, 'them')} a trial. If there was one, record it.`,
    askShare: (contact: string | null, member: string | null) =>
      `${someone(member, 'The owner')} should ask ${someone(contact, 'them')} what they spend in our category, and record the share.`,
    growShare: (percent: number, above: number, since: Day, contact: string | null, member: string | null) =>
      `The share is ${formatNumber(percent, 'en')}%, and on ${day(since)} it was ${formatNumber(above, 'en')}%: ${someone(member, 'the owner')} should look with ${someone(contact, 'them')} for a product or department to add.`,
    integration: (contact: string | null, member: string | null) =>
      `Propose working more closely, by joint development, customisation or an upgrade: ${someone(member, 'the owner')} with ${someone(contact, 'their technology')}.`,
    alliance: (contact: string | null, member: string | null) =>
      `Explore an alliance, such as a joint product or venture: ${someone(member, 'our top')} with ${someone(contact, 'their top')}.`,
  },
};
