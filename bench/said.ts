import type { Language } from '../src/domain/vocabulary.ts';
import type { Incoming } from '../src/router/messages.ts';
import { type Chance, createChance } from './chance.ts';
import { NOW, type Seeded, type SeededAccount } from './seed.ts';

/** What is measured: typed sentences, and the calls that forms and buttons make (nothing to understand). */
export const QUESTIONS = ['log', 'log by form', 'stage', 'stage by button', 'who', 'last'] as const;
export type Question = (typeof QUESTIONS)[number];

type Content = Incoming['content'];
type Say = (account: SeededAccount, contact: { readonly id: string; readonly name: string }, n: number) => Content;

const CHINESE: Record<'log' | 'stage' | 'who' | 'last', readonly ((brand: string, name: string) => string)[]> = {
  log: [
    (brand, name) => `昨天拜访${brand}${name}，聊了二期预算，下周三给方案`,
    (brand, name) => `刚和${brand}${name}通了电话，确认了交货时间`,
    (brand, name) => `上周五请${brand}的${name}吃饭，他对价格还有疑问`,
  ],
  stage: [(brand) => `${brand}现在是什么阶段？`, (brand) => `阶段 ${brand}`],
  who: [(brand) => `谁在${brand}反对我们？`, (brand) => `${brand}财务谁熟？`],
  last: [(brand) => `上次联系${brand}是什么时候？`, (brand) => `上次 ${brand}`],
};
const ENGLISH: typeof CHINESE = {
  log: [
    (brand, name) => `visited ${name} at ${brand} yesterday, talked about the budget, send the quote by next Wednesday`,
    (brand, name) => `called ${name} at ${brand}, confirmed the delivery date`,
    (brand, name) => `had lunch with ${name} of ${brand} last Friday, still has doubts about the price`,
  ],
  stage: [(brand) => `what stage is ${brand}?`, (brand) => `stage ${brand}`],
  who: [(brand) => `who decides at ${brand}?`, (brand) => `who knows whom at ${brand}?`],
  last: [(brand) => `when did we last talk to ${brand}?`, (brand) => `last ${brand}`],
};

function typed(question: keyof typeof CHINESE): Say {
  return ({ brand, isChinese }, { name }, n) => {
    const ways = (isChinese ? CHINESE : ENGLISH)[question];
    return { text: ways[n % ways.length]?.(brand, name) ?? '' };
  };
}

const SAY: Record<Question, Say> = {
  log: typed('log'),
  'log by form': ({ id }, contact) => ({
    call: {
      command: 'log',
      args: {
        account: `#${id}`,
        contacts: [`#${contact.id}`],
        kind: 'visit',
        date: '2026-11-20',
        note: '聊了二期预算',
      },
    },
  }),
  stage: typed('stage'),
  'stage by button': ({ id }) => ({ call: { command: 'stage', args: { account: `#${id}` } } }),
  who: typed('who'),
  last: typed('last'),
};

/** So many different messages of one kind, about accounts drawn from all of them or about the first alone. */
export function messagesFor(
  question: Question,
  { speakerId, accounts }: Seeded,
  count: number,
  about: 'any' | 'first' = 'any',
): readonly Incoming[] {
  const chance = createChance(QUESTIONS.indexOf(question) + 7);
  return Array.from({ length: count }, (_, n): Incoming => {
    const account = chance.pick(about === 'first' ? accounts.slice(0, 1) : accounts);
    const content = SAY[question](account, chance.pick(account.contacts), Math.floor(n / 2) + chance.below(2));
    const language: Language = account.isChinese ? 'zh' : 'en';
    return { memberId: speakerId, platform: 'cli', place: 'dm', content, at: NOW + n, language };
  });
}

export const NAME_FORMS = ['whole name', 'brand', 'part', 'one typo', 'unknown'] as const;
export type NameForm = (typeof NAME_FORMS)[number];

/** What somebody types who means one of the accounts, or none. */
export function namesFor(form: NameForm, { accounts }: Seeded, count: number): readonly string[] {
  const chance = createChance(NAME_FORMS.indexOf(form) + 77);
  return Array.from({ length: count }, () => nameAs(form, chance.pick(accounts), chance));
}

function nameAs(form: NameForm, { name, brand, isChinese }: SeededAccount, chance: Chance): string {
  if (form === 'whole name') return name;
  if (form === 'brand') return brand;
  if (form === 'part') return isChinese ? `${brand.slice(1)}${name.slice(4, 6)}` : brand.slice(2, 7);
  if (form === 'one typo') {
    const at = 1 + chance.below(name.length - 2);
    return name.slice(0, at) + (isChinese ? '某' : 'q') + name.slice(at + 1);
  }
  return `${chance.pick(['Zyx', 'Qqu', '魑魅', '饕餮'])}${chance.pick(['ovia', 'entis', '鼙鼓', '觥筹'])}`;
}
