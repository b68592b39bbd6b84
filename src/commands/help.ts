import { capitalised } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type Command, defineCommand } from './define-command.ts';
import { hidden, positional } from './fields.ts';
import { textField } from './plain-fields.ts';

/** Help is written from the registry it is part of, so it never tells of a command that is not there. */
export function defineHelp(all: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    effect: 'read',
    role: 'viewer',
    fields: { topic: positional(textField(60)), courtesy: hidden(textField(20)) },
    text: {
      zh: {
        aliases: ['帮助', '?', '？'],
        summary: '我会做什么',
        fields: { topic: '命令', courtesy: '问候' },
        examples: ['帮助', '/kam 帮助 记录'],
      },
      en: {
        aliases: ['?', 'commands'],
        summary: 'What I can do',
        fields: { topic: 'command', courtesy: 'greeting' },
        examples: ['help', '/kam help log'],
      },
    },
    rights: () => [],
    async run({ topic, courtesy }, context, input) {
      if (courtesy !== undefined) return kindWords(courtesy, context, input);
      const typed = topic?.toLowerCase();
      const one = typed === undefined ? undefined : all().find((command) => wordsOf(command).includes(typed));
      return one ? helpOn(one, context, input) : overview(all(), context, input);
    },
  });
}

const wordsOf = ({ name, text }: Command): readonly string[] => [name, ...text.en.aliases, ...text.zh.aliases];

function helpOn(command: Command, { language, messages }: CommandContext, input: Readonly<Record<string, unknown>>) {
  const { summary, examples, aliases, fields } = command.text[language];
  const label = (name: string): string => `${fields[name] ?? name}${command.fields[name]?.required ? ' *' : ''}`;
  const shown = Object.keys(command.fields).filter((name) => !command.fields[name]?.options.hidden);
  return answer({
    title: [command.name, ...aliases].join(' · '),
    data: { command: command.name, summary, examples },
    input,
    audience: 'asker',
    blocks: [
      say(summary),
      quiet(capitalised(shown.map(label).join(messages.answers.separator))),
      ...examplesOf(examples),
    ],
  });
}

/** Whoever says hello is told what can be said, but not all of it. */
async function kindWords(courtesy: string, context: CommandContext, input: Readonly<Record<string, unknown>>) {
  const { answers } = context.messages;
  return answer({
    title: courtesy === 'thanks' ? answers.atYourService : answers.hello(context.caller.member.name),
    data: { examples: answers.helpExamples },
    input,
    audience: 'asker',
    blocks: [say(answers.helloIntro), ...examplesOf(answers.helpExamples), ...(await firstSteps(context))],
  });
}

const examplesOf = (examples: readonly string[]): readonly Block[] =>
  examples.map((example) => ({ kind: 'text', text: { code: example } }));

/** What to begin with, while there are no accounts. */
async function firstSteps({ views, caller, messages }: CommandContext): Promise<readonly Block[]> {
  const accounts = await views.all('account');
  if (accounts.some(({ archived }) => !archived)) return [];
  const { forms } = messages;
  return buttons(
    ...(caller.role === 'admin'
      ? [
          { label: forms.loadSample, press: { command: 'sample', args: {} }, style: 'primary' as const },
          { label: forms.importFile, press: { command: 'import', args: {} } },
        ]
      : []),
    { label: forms.addAccount, press: { command: 'account', args: { action: 'add' } } },
  );
}

async function overview(all: readonly Command[], context: CommandContext, input: Readonly<Record<string, unknown>>) {
  const { language, messages } = context;
  return answer({
    title: messages.answers.helpTitle,
    data: {
      commands: all.map(({ name, text }) => ({ name, words: text[language].aliases, summary: text[language].summary })),
    },
    input,
    audience: 'asker',
    blocks: [
      say(messages.answers.helpIntro),
      ...examplesOf(messages.answers.helpExamples),
      {
        kind: 'table',
        columns: [{ label: messages.answers.column.command }, { label: messages.answers.column.summary }],
        rows: all.map(({ name, text }) => [
          [{ code: [name, ...text[language].aliases.slice(0, 1)].join(' · ') }],
          text[language].summary,
        ]),
      },
      ...(await firstSteps(context)),
    ],
  });
}
