import { setTimeout as pause } from 'node:timers/promises';
import { COMMANDS } from '../../src/commands/registry.ts';
import type { FeishuClient } from './client.ts';
import type { FeishuFault } from './errors.ts';

/** A command as Feishu offers it behind `/` in the conversation with the bot. Picking one types `/COMMAND `. */
export interface SlashCommand {
  readonly command: string;
  readonly description: {
    readonly default_value: string;
    readonly i18n: { readonly zh_cn: string; readonly en_us: string };
  };
}

interface Registered {
  readonly command_id: string;
  readonly command: string;
  readonly description?: { readonly default_value?: string; readonly i18n?: Readonly<Record<string, string>> };
}

export interface SyncReport {
  readonly made: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Of that name there is one that is not ours: it is left alone. */
  readonly foreign: readonly string[];
  readonly unchanged: number;
  /** Why it went no further; `null`: it went to its end. */
  readonly fault: FeishuFault | null;
}

/** Feishu takes a hundred for an app (app-slash-command). */
export const MOST_SLASH_COMMANDS = 100;
/** At the end of each description: by this our own are told from those somebody made by hand. */
const MARK = ' · KAM';
const MOST_CHARACTERS = 100;
const PATH = '/open-apis/application/v7/app_slash_commands';

/** Every command by its name in each language, and `kam` itself. */
export function slashCommands(): readonly SlashCommand[] {
  const described = COMMANDS.flatMap(({ name, text: { zh, en } }) =>
    [...new Set([zh.aliases[0], name])].flatMap((command) =>
      command === undefined ? [] : [commandOf(command, zh.summary, en.summary)],
    ),
  );
  return [commandOf('kam', '用一句话问我，或输入命令', 'Ask me in a sentence, or type a command'), ...described];
}

/** Makes what is registered equal to what there is, for our own commands alone. */
export async function syncSlashCommands(client: FeishuClient, isDry: boolean): Promise<SyncReport> {
  const registered = await registeredOnes(client);
  if ('fault' in registered) return { ...NOTHING, fault: registered.fault };
  const plan = planSync(registered, slashCommands());
  const counts = { foreign: plan.foreign, unchanged: plan.unchanged };
  const done: Record<Step['kind'], string[]> = { made: [], changed: [], removed: [] };
  for (const step of plan.steps) {
    const fault = isDry ? null : await carryOut(client, step);
    if (fault !== null) return { ...done, ...counts, fault };
    done[step.kind].push(step.command);
  }
  return { ...done, ...counts, fault: null };
}

const NOTHING = { made: [], changed: [], removed: [], foreign: [], unchanged: 0 };

type Step =
  | { readonly kind: 'removed'; readonly command: string; readonly id: string }
  | { readonly kind: 'made'; readonly command: string; readonly wanted: SlashCommand }
  | { readonly kind: 'changed'; readonly command: string; readonly id: string; readonly wanted: SlashCommand };

interface Plan {
  readonly steps: readonly Step[];
  readonly foreign: readonly string[];
  readonly unchanged: number;
}

/** What is obsolete goes first: there is room for a hundred. */
function planSync(registered: readonly Registered[], wanted: readonly SlashCommand[]): Plan {
  const names = new Set(wanted.map(({ command }) => command));
  const byName = new Map(registered.map((one) => [one.command, one]));
  const obsolete = registered.filter((one) => isOurs(one) && !names.has(one.command));
  const foreign = wanted.filter(({ command }) => {
    const there = byName.get(command);
    return there !== undefined && !isOurs(there);
  });
  const own = wanted.filter((one) => !foreign.includes(one));
  const steps = own.flatMap((one): readonly Step[] => {
    const { command } = one;
    const there = byName.get(command);
    if (there === undefined) return [{ kind: 'made', command, wanted: one }];
    return isSame(there, one) ? [] : [{ kind: 'changed', command, id: there.command_id, wanted: one }];
  });
  return {
    steps: [...obsolete.map(({ command, command_id: id }): Step => ({ kind: 'removed', command, id })), ...steps],
    foreign: foreign.map(({ command }) => command),
    unchanged: own.length - steps.length,
  };
}

function commandOf(command: string, zh: string, en: string): SlashCommand {
  const [zhCn, enUs] = [marked(zh), marked(en)];
  return { command, description: { default_value: zhCn, i18n: { zh_cn: zhCn, en_us: enUs } } };
}

function marked(summary: string): string {
  const most = MOST_CHARACTERS - MARK.length;
  const characters = Array.from(summary);
  return `${characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : summary}${MARK}`;
}

const isOurs = ({ description }: Registered): boolean => description?.default_value?.endsWith(MARK) ?? false;

function isSame({ description }: Registered, wanted: SlashCommand): boolean {
  const { default_value: standard, i18n } = wanted.description;
  return (
    description?.default_value === standard &&
    description.i18n?.['zh_cn'] === i18n.zh_cn &&
    description.i18n?.['en_us'] === i18n.en_us
  );
}

async function registeredOnes(client: FeishuClient): Promise<readonly Registered[] | { readonly fault: FeishuFault }> {
  const all: Registered[] = [];
  let token = '';
  do {
    const called = await client.call<Page>({
      method: 'GET',
      path: PATH,
      params: { page_size: 50, ...(token === '' ? {} : { page_token: token }) },
    });
    if (!called.ok) return { fault: called.fault };
    all.push(...(called.data.items ?? []));
    token = called.data.has_more === true ? (called.data.page_token ?? '') : '';
  } while (token !== '');
  return all;
}

interface Page {
  readonly items?: readonly Registered[];
  readonly has_more?: boolean;
  readonly page_token?: string;
}

function carryOut(client: FeishuClient, step: Step): Promise<FeishuFault | null> {
  const own = 'id' in step ? `${PATH}/${encodeURIComponent(step.id)}` : PATH;
  switch (step.kind) {
    case 'removed':
      return send(client, 'DELETE', own);
    case 'made':
      return send(client, 'POST', own, step.wanted);
    case 'changed':
      return send(client, 'PATCH', own, { description: step.wanted.description });
  }
}

async function send(
  client: FeishuClient,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<FeishuFault | null> {
  for (let tries = 1; ; tries += 1) {
    const called = await client.call({ method, path, ...(data === undefined ? {} : { data }) });
    if (called.ok) return null;
    const { fault } = called;
    if (fault.kind !== 'limited' || fault.afterMs > LONGEST_MS || tries === MOST_TRIES) return fault;
    await pause(fault.afterMs);
  }
}

/** There are some eighty to be written at first, and Feishu may take fewer at a time: as often, and as long, it is waited for. */
const MOST_TRIES = 3;
const LONGEST_MS = 30_000;
