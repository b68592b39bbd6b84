import type { Instant, Member } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Block, Button, Reply } from '../../src/reply/reply.ts';
import type { Router } from '../../src/router/messages.ts';
import { FEISHU_WORDS } from './words.ts';

/** The first card a member gets: what to type, and buttons for what there is to begin with. */
export async function welcome(member: Member, at: Instant, router: Pick<Router, 'handle'>) {
  const { language, timeZone } = member;
  const { answers } = messagesIn(language);
  const words = FEISHU_WORDS[language].welcome;
  const blocks: readonly Block[] = [
    { kind: 'text', text: answers.helpIntro },
    ...answers.helpExamples.map((example): Block => ({ kind: 'text', text: { code: example } })),
    { kind: 'text', text: words.how, tone: 'quiet' },
    ...(await firstSteps(member, at, router)),
    { kind: 'buttons', buttons: buttonsIn(language) },
  ];
  const reply: Reply = { title: words.title, audience: 'asker', blocks };
  return { reply, language, timeZone };
}

/** What a book without accounts is begun with stands in the help. */
async function firstSteps({ id }: Member, at: Instant, { handle }: Pick<Router, 'handle'>): Promise<readonly Block[]> {
  const call = { command: 'help', args: {} };
  const { reply } = await handle({ memberId: id, platform: 'feishu', place: 'dm', content: { call }, at });
  return reply.blocks.filter(({ kind }) => kind === 'buttons');
}

function buttonsIn(language: Language): readonly Button[] {
  const { log, home, next, help } = FEISHU_WORDS[language].welcome;
  const press = (command: string) => ({ command, args: {} });
  return [
    { label: log, press: press('log'), style: 'primary' },
    { label: home, press: press('home') },
    { label: next, press: press('next') },
    { label: help, press: press('help') },
  ];
}

/** The first card in a group: how to speak with us there and, where all who read it are members, who hears what. */
export function introduction(name: string, language: Language, isAmongUs: boolean): Reply {
  const { title, how, helpExample, example, whoHears, bind, bindExample } = FEISHU_WORDS[language].introduction;
  const line = (said: string): Block => ({ kind: 'text', text: { code: `@${name} ${said}` } });
  const among: readonly Block[] = [
    line(example),
    { kind: 'text', text: bind },
    line(bindExample),
    { kind: 'text', text: whoHears, tone: 'quiet' },
  ];
  return {
    title: title(name),
    audience: 'outsiders',
    blocks: [{ kind: 'text', text: how }, ...(isAmongUs ? among : [line(helpExample)])],
  };
}
