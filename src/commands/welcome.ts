import type { Member } from '../domain/records.ts';
import { LANGUAGES, type Language } from '../domain/vocabulary.ts';
import { isZone } from '../domain/zones.ts';
import { messagesIn } from '../i18n/messages.ts';
import { cleanText } from '../language/characters.ts';
import type { NewId } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import type { Form, Reply } from '../reply/reply.ts';
import { answer, buttons, refuse, say } from './answer.ts';
import type { Outcome, Refusal } from './outcome.ts';

export interface FirstRunContext {
  readonly store: Store;
  readonly now: number;
  readonly newId: NewId;
  readonly language: Language;
  readonly organisation: { readonly timeZone: string };
}

/** The one command that runs for nobody: on an empty book it makes whoever answers the administrator. */
export async function welcome(raw: Readonly<Record<string, unknown>>, context: FirstRunContext): Promise<Outcome> {
  const asked = readAnswers(raw);
  const { errors } = messagesIn(asked.language ?? context.language);
  if (!asked.name || !asked.email) return askWho(raw, context, {});
  const { name, email, timeZone = context.organisation.timeZone, language = context.language } = asked;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return askWho(raw, context, { email: errors.notEmail(email) });
  if (!isZone(timeZone)) return askWho(raw, context, { timeZone: errors.notZone(timeZone) });
  const member: Member = {
    id: context.newId(),
    key: email,
    email,
    mobile: null,
    name,
    function: 'sales',
    role: 'admin',
    managerId: null,
    state: 'active',
    leavesOn: null,
    timeZone,
    language,
    createdAt: context.now,
  };
  const about = { command: 'welcome', input: { name, email, timeZone, language }, memberId: null, at: context.now };
  const { value: isFirst } = await context.store.transaction(about, async (repositories) => {
    // Asked again inside: two browsers may be racing to be first.
    if ((await repositories.someMembers()).length > 0) return false;
    await repositories.insert('member', member);
    return true;
  });
  if (!isFirst) return refuse('forbidden', errors.notEmptyBook);
  const { answers, forms } = messagesIn(language);
  return answer({
    title: answers.welcomeDone(name),
    data: { memberId: member.id, key: member.key },
    input: about.input,
    tone: 'good',
    audience: 'asker',
    blocks: [
      say(answers.welcomeNext),
      ...buttons(
        { label: forms.loadSample, press: { command: 'sample', args: {} }, style: 'primary' },
        { label: forms.importFile, press: { command: 'import', args: {} } },
        { label: forms.addAccount, press: { command: 'account', args: { action: 'add' } } },
      ),
    ],
  });
}

function askWho(
  raw: Readonly<Record<string, unknown>>,
  { language, organisation }: FirstRunContext,
  problems: Readonly<Record<string, string>>,
): Refusal {
  const { answers, forms, words } = messagesIn(language);
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  const input = (name: 'name' | 'email' | 'timeZone', value: string) => ({
    name,
    label: forms.firstRun[name],
    type: 'line' as const,
    required: true,
    value,
    ...(problems[name] ? { problem: problems[name] } : {}),
  });
  const form: Form = {
    kind: 'form',
    command: 'welcome',
    submit: forms.begin,
    kept: {},
    inputs: [
      input('name', text('name')),
      input('email', text('email')),
      input('timeZone', text('timeZone') || organisation.timeZone),
      {
        name: 'language',
        label: forms.firstRun.language,
        type: 'choice',
        required: true,
        value: language,
        choices: LANGUAGES.map((value) => ({ value, label: words.language[value] })),
      },
    ],
  };
  const message = Object.values(problems)[0] ?? `${answers.welcomeTitle}. ${answers.welcomeIntro}`;
  return refuse('missing-argument', message, { help: [form] satisfies Reply['blocks'] });
}

function readAnswers(raw: Readonly<Record<string, unknown>>) {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    const clean = typeof value === 'string' ? cleanText(value).trim().slice(0, 200) : '';
    return clean === '' ? undefined : clean;
  };
  const language = LANGUAGES.find((one) => one === raw['language']);
  return { name: text('name'), email: text('email')?.toLowerCase(), timeZone: text('timeZone'), language };
}
