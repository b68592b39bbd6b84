import { answer, buttons, refuse, say } from './answer.ts';
import { defineCommand } from './define-command.ts';

export const sample = defineCommand({
  name: 'sample',
  effect: 'write',
  role: 'admin',
  fields: {},
  text: {
    zh: { aliases: ['示例'], summary: '载入一份示例客户簿（仅在没有客户时）', fields: {}, examples: ['示例'] },
    en: {
      aliases: ['sample book'],
      summary: 'Load a sample book (only while there is no account)',
      fields: {},
      examples: ['sample'],
    },
  },
  rights: () => [],
  async run(_, context) {
    const { answers } = context.messages;
    if ((await context.views.all('account')).length > 0) return refuse('conflict', answers.sampleOnlyEmpty);
    const result = await context.host.importSample(context.caller.member, context.now);
    if (!result.ok) return refuse('conflict', result.lines.join('\n'));
    return answer({
      title: answers.sampleLoaded,
      data: { lines: result.lines },
      tone: 'good',
      blocks: tryThese(context.messages),
      input: {},
    });
  },
});

/** What one can do next with a book that has just come in. */
export function tryThese({
  answers,
  forms,
}: {
  readonly answers: { readonly helpExamples: readonly string[] };
  readonly forms: { readonly stage: string };
}) {
  return [
    ...answers.helpExamples.map((example) => say({ code: example })),
    ...buttons({ label: forms.stage, press: { command: 'account', args: {} } }),
  ];
}
