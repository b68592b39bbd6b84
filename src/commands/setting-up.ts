import { answer, buttons, refuse, say } from './answer.ts';
import { defineCommand } from './define-command.ts';
import { textField } from './plain-fields.ts';

/** The longest book taken in chat, in characters; larger ones go through `kam import`. */
const BOOK_MAX = 25_000_000;

export const importBook = defineCommand({
  name: 'import',
  effect: 'write',
  role: 'admin',
  fields: { book: textField(BOOK_MAX, true) },
  text: {
    zh: { aliases: ['导入'], summary: '导入客户簿（JSON）', fields: { book: '客户簿' }, examples: ['导入'] },
    en: { aliases: ['import book'], summary: 'Import a book (JSON)', fields: { book: 'book' }, examples: ['import'] },
  },
  rights: () => [],
  async run({ book }, context) {
    const { forms, answers, errors } = context.messages;
    const form = {
      kind: 'form',
      command: 'import',
      submit: forms.importFile,
      inputs: [{ name: 'book', label: forms.book, type: 'file', required: true }],
      kept: {},
    } as const;
    if (book === undefined) {
      return refuse('missing-argument', errors.missing([forms.book]), { help: [form] });
    }
    const result = await context.host.importBook(book, context.caller.member.id, context.now, context.language);
    if (!result.ok) return refuse('invalid-argument', result.lines.join('\n'), { help: [form] });
    return answer({
      title: answers.imported,
      data: { lines: result.lines },
      input: {},
      tone: 'good',
      blocks: [...result.lines.map((line) => say(line)), ...tryThese(context.messages)],
    });
  },
});

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

function tryThese({
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
