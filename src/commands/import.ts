import type { Account, Member } from '../domain/records.ts';
import { DOUBT_POLICIES, type KeptFile, TABLE_KINDS, type TableLook, type TableRequest } from '../ports/transfer.ts';
import type { Block, Call } from '../reply/reply.ts';
import { answer, buttons, quiet, refuse, say, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden } from './fields.ts';
import { lookBlocks, lookData } from './import-look.ts';
import type { Outcome } from './outcome.ts';
import { choiceField, textField } from './plain-fields.ts';
import { memberField } from './reference-fields.ts';
import { tryThese } from './setting-up.ts';
import { tableKindField } from './transfer-fields.ts';

/** The longest book taken in chat, in characters; larger ones go through `kam import`. */
const BOOK_MAX = 25_000_000;

const plainChoice = <T extends string>(keys: readonly T[]) =>
  choiceField<T>(
    keys,
    // Never asked for in a form: only buttons carry it.
    () => Object.fromEntries(keys.map((key) => [key, key])) as unknown as Record<T, string>,
    keys.map((value) => ({ value, words: [value] })),
  );

const fields = {
  /** A book as text. */
  book: hidden(textField(BOOK_MAX, true)),
  /** The id of a file that was handed in. */
  file: hidden(textField(100)),
  kind: tableKindField(),
  owner: memberField(),
  doubtful: hidden(plainChoice(DOUBT_POLICIES)),
  refused: hidden(plainChoice(['stop', 'skip'])),
  /** The mark of the preview that is agreed to. */
  agreed: hidden(textField(100)),
  action: hidden(plainChoice(['leave'])),
};
type ImportArgs = Args<typeof fields>;

export const importCommand = defineCommand({
  name: 'import',
  effect: 'write',
  role: 'member',
  fields,
  text: {
    zh: {
      aliases: ['导入'],
      summary: '导入表格（CSV、XLSX）、名片（vCard）或客户簿（JSON），先预览再确认',
      fields: {
        book: '客户簿',
        file: '文件',
        kind: '内容',
        owner: '负责人',
        doubtful: '存疑的行',
        refused: '被拒的行',
        agreed: '确认',
        action: '操作',
      },
      examples: ['导入'],
    },
    en: {
      aliases: ['import book'],
      summary: 'Import a table (CSV, XLSX), visiting cards (vCard) or a book (JSON), after a preview',
      fields: {
        book: 'book',
        file: 'file',
        kind: 'kind',
        owner: 'owner',
        doubtful: 'doubtful rows',
        refused: 'refused rows',
        agreed: 'agreement',
        action: 'action',
      },
      examples: ['import'],
    },
  },
  alsoCalled: { doubtful: ['存疑'], refused: ['被拒'] },
  rights: ({ book }) => (book === undefined ? [] : [{ right: 'role', role: 'admin' }]),
  async run(args, context) {
    const { book, file: id, action } = args;
    const { errors, transfer } = context.messages;
    if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
    const member = context.caller.member.id;
    const { transfers } = context.host;
    if (book !== undefined) return importBook(book, true, null, args, context);
    if (id === undefined) return begin(context);
    if (action === 'leave') {
      transfers.drop(member, id);
      return answer({ title: transfer.left, data: { left: true }, audience: 'asker', input: {} });
    }
    const file = transfers.find(member, id);
    if (file === undefined) return refuse('conflict', transfer.noFile, { help: [formOf(context)] });
    return isBook(file) ? importBookFile(file, args, context) : importTable(file, args, context);
  },
});

/** Where one chooses a file, and gets one. */
function begin(context: CommandContext): Outcome {
  const { transfer } = context.messages;
  if (context.platform === 'cli') {
    return refuse('missing-argument', transfer.onCommandLine);
  }
  return answer({
    title: transfer.title,
    audience: 'asker',
    data: {},
    input: {},
    blocks: [
      say(transfer.takes),
      formOf(context),
      ...buttons(
        { label: transfer.exportThis, press: { command: 'export', args: {} } },
        { label: transfer.template, press: { command: 'export', args: { template: true } } },
      ),
    ],
  });
}

function formOf({ messages: { transfer, tables } }: CommandContext): Block {
  return {
    kind: 'form',
    command: 'import',
    submit: transfer.look,
    kept: {},
    inputs: [
      { name: 'file', label: transfer.file, type: 'file', isHandedIn: true, required: true, hint: transfer.fileHint },
      {
        name: 'kind',
        label: transfer.kind,
        type: 'choice',
        required: false,
        hint: transfer.kindHint,
        choices: TABLE_KINDS.map((value) => ({ value, label: tables.kind[value] })),
      },
      { name: 'owner', label: transfer.owner, type: 'line', required: false, hint: transfer.ownerHint },
    ],
  };
}

const isBook = ({ name, bytes }: KeptFile): boolean => /\.json$/i.test(name) || bytes[0] === '{'.charCodeAt(0);

async function importBookFile(file: KeptFile, args: ImportArgs, context: CommandContext): Promise<Outcome> {
  const { errors, transfer } = context.messages;
  if (context.caller.role !== 'admin') return refuse('forbidden', errors.needsRole('admin'));
  const text = textOf(file);
  if (text === null) return refuse('invalid-argument', transfer.notText, { help: [formOf(context)] });
  return importBook(text, args.agreed !== undefined, file, args, context);
}

function textOf({ bytes }: KeptFile): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A book is all of it or nothing, so there is no row to leave out: its preview is the counts, or what is wrong. */
async function importBook(
  text: string,
  isAgreed: boolean,
  file: KeptFile | null,
  args: ImportArgs,
  context: CommandContext,
): Promise<Outcome> {
  const { caller, messages, host, now, language } = context;
  const { answers, transfer } = messages;
  const result = await host.importBook(text, caller.member.id, now, language, !isAgreed);
  if (!result.ok) return refuse('invalid-argument', result.lines.join('\n'), { help: [formOf(context)] });
  const lines = result.lines.map((line) => say(line));
  if (!isAgreed && file !== null) {
    return answer({
      title: transfer.previewOf(file.name),
      audience: 'asker',
      data: { lines: result.lines },
      input: {},
      blocks: [
        ...lines,
        quiet(transfer.nothingYet),
        ...buttons(
          { label: transfer.doBook, style: 'primary', press: callOf(file, args, { agreed: 'book' }) },
          { label: transfer.leave, press: callOf(file, args, { action: 'leave' }) },
        ),
      ],
    });
  }
  if (file !== null) host.transfers.drop(caller.member.id, file.id);
  return answer({
    title: answers.imported,
    audience: 'asker',
    data: { lines: result.lines },
    input: {},
    tone: 'good',
    blocks: [...lines, ...undoButton(context, result.changeId), ...tryThese(messages)],
  });
}

async function importTable(file: KeptFile, args: ImportArgs, context: CommandContext): Promise<Outcome> {
  const { caller, messages, host } = context;
  const { answers, transfer } = messages;
  const result = await host.importTable(await requestOf(file, args, context));
  if ('faults' in result) {
    const message = [`${transfer.unreadable(file.name)}.`, ...result.faults].join(' ');
    return refuse('invalid-argument', message, { help: [formOf(context)] });
  }
  const { look } = result;
  const input = { file: file.name, kind: look.kind };
  if (look.done === null) return preview(look, file, args, context);
  host.transfers.drop(caller.member.id, file.id);
  return answer({
    title: answers.imported,
    audience: 'asker',
    data: { ...lookData(look), lines: look.done.lines },
    input,
    tone: 'good',
    blocks: [
      ...look.done.lines.map((line) => say(line)),
      ...undoButton(context, look.done.changeId),
      ...buttons({ label: transfer.title, press: { command: 'import', args: {} } }),
    ],
  });
}

function preview(look: TableLook, file: KeptFile, args: ImportArgs, context: CommandContext): Outcome {
  const { transfer } = context.messages;
  const hasChanged = args.agreed !== undefined && args.agreed !== look.mark;
  const press = (more: Partial<Raw>) => callOf(file, args, more);
  return answer({
    title: transfer.previewOf(file.name),
    audience: 'asker',
    data: lookData(look),
    input: { file: file.name, kind: look.kind },
    tone: look.ready && !hasChanged ? 'neutral' : 'warning',
    blocks: [...(hasChanged ? [say(transfer.changedSince)] : []), ...lookBlocks(look, press, context)],
  });
}

type Raw = { [K in keyof ImportArgs]?: string };

/** The same call once more with something else in it. */
function callOf(file: KeptFile, { kind, owner, doubtful, refused }: ImportArgs, more: Partial<Raw>): Call {
  const args = {
    file: file.id,
    ...(kind === undefined ? {} : { kind }),
    ...(owner === undefined ? {} : { owner: owner.key }),
    ...(doubtful === undefined ? {} : { doubtful }),
    ...(refused === undefined ? {} : { refused }),
    ...more,
  };
  return { command: 'import', args };
}

async function requestOf(file: KeptFile, args: ImportArgs, context: CommandContext): Promise<TableRequest> {
  const { views, caller, permissions, now, language } = context;
  const isAdmin = caller.role === 'admin';
  const mine = isAdmin ? null : await allowed<Account>(await views.all('account'), permissions.mayWrite);
  const below = isAdmin
    ? null
    : await allowed<Member>(await views.all('member'), ({ id }) => permissions.isManagerOf(id));
  return {
    file,
    kind: args.kind,
    owner: (args.owner ?? caller.member).key,
    doubtful: args.doubtful ?? 'ask',
    skipsRefused: args.refused === 'skip',
    agreed: args.agreed ?? null,
    actorId: caller.member.id,
    now,
    language,
    mayWrite: ({ id }) => mine === null || mine.has(id),
    mayState: (id) => below === null || id === caller.member.id || below.has(id),
  };
}

async function allowed<T extends { readonly id: string }>(
  all: readonly T[],
  may: (one: T) => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const one of all) if (await may(one)) ids.add(one.id);
  return ids;
}
