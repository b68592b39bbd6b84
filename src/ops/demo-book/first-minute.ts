import type { Language } from '../../domain/vocabulary.ts';
import type { DEMO_PEOPLE } from './members.ts';

type PersonKey = (typeof DEMO_PEOPLE)[number];

/** One thing to try: what is said as if typed, or whom to be next. */
export interface FirstStep {
  readonly key: 'stage' | 'log' | 'undo' | 'who' | 'switch';
  readonly label: string;
  readonly says: { readonly text: string } | { readonly speakAs: PersonKey };
}

/** Whom and what each person's five things are about. */
interface Subject {
  readonly account: string;
  readonly contact: string;
  readonly next: PersonKey;
}

const SUBJECTS: Readonly<Record<PersonKey, Subject>> = {
  chenjing: { account: '华信科技', contact: '王建国', next: 'zhou' },
  emily: { account: 'Brightwater Medical', contact: 'Susan Whitaker', next: 'zhou' },
  zhou: { account: '东方重工集团', contact: '韩立', next: 'emily' },
};

/** What whoever tries the demo as this person does in the first minute: ask, log, take it back, ask on, be somebody else. */
export function firstMinuteOf(person: PersonKey, language: Language): readonly FirstStep[] {
  const { account, contact, next } = SUBJECTS[person];
  return language === 'zh' ? inChinese(account, contact, next) : inEnglish(account, contact, next);
}

function inChinese(account: string, contact: string, next: PersonKey): readonly FirstStep[] {
  return [
    { key: 'stage', label: `问${account}走到哪一步、凭什么`, says: { text: `${account}现在什么阶段？` } },
    {
      key: 'log',
      label: '用一句话记一次拜访',
      says: { text: `记录 昨天拜访${account}${contact}，聊了二期预算，下周三给方案` },
    },
    { key: 'undo', label: '把刚才那条撤销', says: { text: '撤销' } },
    { key: 'who', label: '看那里谁说了算、缺口在哪', says: { text: `${account}谁说了算？` } },
    { key: 'switch', label: next === 'zhou' ? '换成经理看看' : '换成纽约的同事看看', says: { speakAs: next } },
  ];
}

function inEnglish(account: string, contact: string, next: PersonKey): readonly FirstStep[] {
  return [
    {
      key: 'stage',
      label: `Ask where ${account} stands, and why`,
      says: { text: `what stage is ${account}?` },
    },
    {
      key: 'log',
      label: 'Log a visit in one sentence',
      says: {
        text: `log visited ${contact} at ${account} yesterday, talked about the renewal, send the quote by next Wednesday`,
      },
    },
    { key: 'undo', label: 'Take that back', says: { text: 'undo' } },
    { key: 'who', label: 'See who decides there, and the gaps', says: { text: `who decides at ${account}?` } },
    {
      key: 'switch',
      label: next === 'zhou' ? 'Be their manager' : 'Be the colleague in New York',
      says: { speakAs: next },
    },
  ];
}
