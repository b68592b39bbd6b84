import { EXPORT_FORMATS, TABLE_KINDS } from '../ports/transfer.ts';
import type { Block } from '../reply/reply.ts';
import { answer, quiet, refuse } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { switchField } from './plain-fields.ts';
import { exportFormatField, tableKindField } from './transfer-fields.ts';

const fields = {
  kind: positional(tableKindField()),
  format: positional(exportFormatField()),
  template: hidden(switchField()),
};
type ExportArgs = Args<typeof fields>;

export const exportCommand = defineCommand({
  name: 'export',
  effect: 'read',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['导出'],
      summary: '把自己能看到的内容导出为 CSV、XLSX、vCard 或 JSON，或取一张空白模板',
      fields: { kind: '内容', format: '格式', template: '模板' },
      examples: ['导出 联系人 vcard', '模板 联系人 xlsx'],
    },
    en: {
      aliases: [],
      summary: 'Get what you may see as CSV, XLSX, vCard or JSON, or an empty table to fill in',
      fields: { kind: 'contents', format: 'format', template: 'template' },
      examples: ['export contacts vcard', 'template contacts xlsx'],
    },
  },
  alsoCalled: { kind: ['what'] },
  phrases: [{ words: ['template', 'export template', '模板', '导出模板'], preset: { template: true } }],
  rights: () => [],
  async run(args, context) {
    const { errors, transfer } = context.messages;
    // It holds names, numbers and what people like: nothing for a room of others.
    if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
    if (context.platform === 'cli') return refuse('invalid-argument', transfer.onCommandLine);
    if (args.format === undefined || (args.kind === undefined && args.format !== 'json' && args.format !== 'vcard')) {
      return ask(args, context);
    }
    return hand(args, args.format, context);
  },
});

function ask({ kind, format, template = false }: ExportArgs, context: CommandContext): Outcome {
  const { tables, transfer } = context.messages;
  const formats = EXPORT_FORMATS.filter((each) => !template || each === 'csv' || each === 'xlsx');
  const form: Block = {
    kind: 'form',
    command: 'export',
    submit: transfer.prepare,
    kept: template ? { template } : {},
    inputs: [
      {
        name: 'kind',
        label: transfer.kind,
        type: 'choice',
        required: true,
        value: kind ?? 'contacts',
        choices: TABLE_KINDS.map((value) => ({ value, label: tables.kind[value] })),
      },
      {
        name: 'format',
        label: context.messages.transfer.formatLabel,
        type: 'choice',
        required: true,
        value: format ?? 'xlsx',
        choices: formats.map((value) => ({ value, label: transfer.format[value] })),
      },
    ],
  };
  const title = template ? transfer.template : transfer.exportThis;
  return answer({ title, audience: 'asker', data: {}, input: {}, blocks: [form] });
}

async function hand(
  { kind, template: isTemplate = false }: ExportArgs,
  format: NonNullable<ExportArgs['format']>,
  context: CommandContext,
): Promise<Outcome> {
  const { caller, permissions, host, now, language, messages } = context;
  const { transfer } = messages;
  if (format === 'vcard' && kind !== undefined && kind !== 'contacts') {
    return refuse('invalid-argument', transfer.onlyContactsAsCards);
  }
  if (isTemplate && format !== 'csv' && format !== 'xlsx') return refuse('invalid-argument', transfer.noTemplateSo);
  const what = kind ?? 'contacts';
  const made = await host.exportFile({
    kind: what,
    format,
    isTemplate,
    isWhole: caller.role === 'admin',
    now,
    language,
    maySee: permissions.maySee,
    mayReadPersonal: permissions.mayReadPersonal,
  });
  const file = host.transfers.keep(caller.member.id, made.name, made.bytes);
  if (file === null) return refuse('unavailable', transfer.tooLarge);
  return answer({
    title: transfer.exported(file.name),
    audience: 'asker',
    tone: 'good',
    data: { file: file.id, name: file.name, size: file.bytes.length },
    input: { kind: format === 'json' ? 'book' : what, format, ...(isTemplate ? { template: true } : {}) },
    blocks: [
      { kind: 'file', id: file.id, name: file.name, size: file.bytes.length },
      quiet(isTemplate ? transfer.templateNote : transfer.exportedNote),
    ],
  });
}
