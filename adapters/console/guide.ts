import type { Language, Role } from '../../src/domain/vocabulary.ts';
import type { PageCall, PageGuide, PageStep } from './page/protocol.ts';

/** The people a demo can be tried as. Only `kam demo` gives this to a console: without it nobody can speak as somebody else. */
export interface Demo {
  /** Of this run: what was tried in an earlier one is forgotten. */
  readonly id: string;
  readonly people: readonly DemoPerson[];
}

export interface DemoPerson {
  readonly memberId: string;
  readonly name: string;
  /** Opens the console as them; never leaves the server but in a cookie. */
  readonly token: string;
  readonly role: Readonly<Record<Language, string>>;
  readonly steps: Readonly<Record<Language, readonly PageStep[]>>;
}

interface Offer {
  readonly key: string;
  readonly call: PageCall;
  readonly doneBy: readonly string[];
  readonly label: Readonly<Record<Language, string>>;
  /** The least that is needed to do it. */
  readonly roles: readonly Role[];
}

const WRITERS: readonly Role[] = ['member', 'manager', 'admin'];
const EVERYONE: readonly Role[] = ['viewer', ...WRITERS];

const call = (command: string, args: PageCall['args'] = {}): PageCall => ({ command, args });

/** What a newcomer does first, in this order; the first five of what they may do are offered. */
const OFFERS: readonly Offer[] = [
  {
    key: 'account',
    call: call('account', { action: 'add' }),
    doneBy: ['account:add', 'sample', 'import'],
    label: { zh: '添加第一个客户', en: 'Add a first account' },
    roles: WRITERS,
  },
  {
    key: 'contact',
    call: call('contact', { action: 'add' }),
    doneBy: ['contact:add', 'sample', 'import'],
    label: { zh: '添加那里的一个人', en: 'Add somebody who works there' },
    roles: WRITERS,
  },
  {
    key: 'log',
    call: call('log'),
    doneBy: ['log'],
    label: { zh: '记录一次拜访或电话', en: 'Log a visit or a call' },
    roles: WRITERS,
  },
  {
    key: 'stage',
    call: call('stage'),
    doneBy: ['stage'],
    label: { zh: '问客户走到哪一步、还缺什么', en: 'Ask where an account stands, and what is missing' },
    roles: EVERYONE,
  },
  {
    key: 'member',
    call: call('member', { action: 'add' }),
    doneBy: ['member:add'],
    label: { zh: '添加一位同事', en: 'Add a colleague' },
    roles: ['admin'],
  },
  {
    key: 'who',
    call: call('who'),
    doneBy: ['who'],
    label: { zh: '看谁说了算、缺口在哪', en: 'See who decides there, and the gaps' },
    roles: EVERYONE,
  },
  {
    key: 'last',
    call: call('last'),
    doneBy: ['last'],
    label: { zh: '问上次联系是什么时候', en: 'Ask when we were last in touch' },
    roles: EVERYONE,
  },
  {
    key: 'timeline',
    call: call('timeline'),
    doneBy: ['timeline'],
    label: { zh: '翻看一个客户的全部往来', en: 'Leaf through all that happened with an account' },
    roles: EVERYONE,
  },
  {
    key: 'me',
    call: call('me'),
    doneBy: ['me'],
    label: { zh: '看看自己的语言和时区', en: 'See your own language and time zone' },
    roles: EVERYONE,
  },
];
const SHOWN = 5;

/** The first minute of somebody new: a gentle beginning, or what the demo has for this person. */
export function guideFor(
  { id, role }: { readonly id: string; readonly role: Role },
  language: Language,
  isNewcomer: boolean,
  demo: Demo | null,
): PageGuide | null {
  const person = demo?.people.find(({ memberId }) => memberId === id);
  if (demo !== null && person !== undefined) {
    return { id: `demo:${demo.id}`, isDemo: true, isOffered: true, steps: person.steps[language] };
  }
  const offers = OFFERS.filter(({ roles }) => roles.includes(role)).slice(0, SHOWN);
  const steps = offers.map(({ key, call: content, doneBy, label }): PageStep => {
    return { key, label: label[language], content: { call: content }, doneBy };
  });
  return { id: 'begin', isDemo: false, isOffered: isNewcomer, steps };
}
