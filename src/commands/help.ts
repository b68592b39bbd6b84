import type { Block } from '../reply/reply.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type Command, defineCommand } from './define-command.ts';
import { positional } from './fields.ts';
import { textField } from './plain-fields.ts';

/** Help is written from the registry it is part of, so it never tells of a command that is not there. */
export function defineHelp(all: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    effect: 'read',
    role: 'viewer',
    fields: { topic: positional(textField(60)) },
    text: {
      zh: {
        aliases: ['帮助', '?', '？'],
        summary: '我会做什么',
        fields: { topic: '命令' },
        examples: ['帮助', '/kam 帮助 记录'],
      },
      en: {
        aliases: ['?', 'commands'],
        summary: 'What I can do',
        fields: { topic: 'command' },
        examples: ['help', '/kam help log'],
      },
    },
    rights: () => [],
    async run({ topic }, context, input) {
      const typed = topic?.toLowerCase();
      const one = typed === undefined ? undefined : all().find((command) => wordsOf(command).includes(typed));
      return one ? helpOn(one, context, input) : overview(all(), context, input);
    },
  });
}

const wordsOf = ({ name, text }: Command): readonly string[] => [name, ...text.en.aliases, ...text.zh.aliases];

function helpOn(command: Command, { language }: CommandContext, input: Readonly<Record<string, unknown>>) {
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
      quiet(shown.map(label).join(', ')),
      ...examples.map((example): Block => ({ kind: 'text', text: { code: example } })),
    ],
  });
}

async function overview(all: readonly Command[], context: CommandContext, input: Readonly<Record<string, unknown>>) {
  const { language, messages } = context;
  const [someAccount] = await context.views
    .all('account')
    .then((accounts) => accounts.filter((one) => !one.archived).slice(0, 1));
  const first = someAccount
    ? []
    : buttons(
        ...(context.caller.role === 'admin'
          ? [
              { label: messages.forms.loadSample, press: { command: 'sample', args: {} }, style: 'primary' as const },
              { label: messages.forms.importFile, press: { command: 'import', args: {} } },
            ]
          : []),
        { label: messages.forms.addAccount, press: { command: 'account', args: { action: 'add' } } },
      );
  return answer({
    title: messages.answers.helpTitle,
    data: {
      commands: all.map(({ name, text }) => ({ name, words: text[language].aliases, summary: text[language].summary })),
    },
    input,
    audience: 'asker',
    blocks: [
      say(messages.answers.helpIntro),
      ...messages.answers.helpExamples.map((example): Block => ({ kind: 'text', text: { code: example } })),
      {
        kind: 'table',
        columns: [{ label: messages.answers.column.command }, { label: messages.answers.column.summary }],
        rows: all.map(({ name, text }) => [
          [{ code: [name, ...text[language].aliases.slice(0, 1)].join(' · ') }],
          text[language].summary,
        ]),
      },
      ...first,
    ],
  });
}
