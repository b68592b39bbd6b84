import { daysBetween } from '../../domain/days.ts';
import { momentAt } from '../../domain/moment.ts';
import { type AccountDigest, digestAccount } from '../../domain/nudges/digest-account.ts';
import type { PlanState } from '../../domain/nudges/plan-state.ts';
import type { Account, Day, Digest, Instant, NextStep } from '../../domain/records.ts';
import { DIGEST_KINDS, type DigestKind } from '../../domain/vocabulary.ts';
import { formatDay, formatList } from '../../i18n/format.ts';
import { type Messages, messagesIn } from '../../i18n/messages.ts';
import type { Block, Button, Reply } from '../../reply/reply.ts';
import { findingWords } from '../finding-words.ts';
import { createPermissions, effectiveRole } from '../permissions.ts';
import { readSettings, thresholdsOf } from '../settings.ts';
import { planStates } from './account-nudges.ts';
import { wordingOf } from './compose-nudges.ts';
import type { DigestDue } from './digest-window.ts';
import { occasionName, type Wording } from './nudge-words.ts';
import type { PlanParts } from './plan-options.ts';

/** At most so many lines in a section. */
const LINES_AT_MOST = 5;

interface Line {
  readonly text: string;
  readonly button: Button;
  /** Heavier ones come first. */
  readonly weight: number;
}

interface Told {
  readonly state: PlanState;
  readonly told: AccountDigest;
}

/** What a channel is told on a day, since the digest before; `null`: there is nothing to tell. Nothing private is in it (§18). */
export async function composeDigest(
  parts: PlanParts,
  digest: Digest,
  window: Pick<DigestDue, 'day' | 'since' | 'until'>,
  now: Instant,
): Promise<Reply | null> {
  const { language } = digest;
  const messages = messagesIn(language);
  const { digest: said } = messages.nudges;
  const told = await readAccounts(parts, digest, window, now);
  const kinds = digest.kinds.length === 0 ? DIGEST_KINDS : digest.kinds;
  const blocks = kinds.flatMap((kind) => {
    const lines = kind === 'festivals' ? festivalLines(told, digest) : linesOf(kind, told, digest, window.day);
    return section(said.section[kind], lines, said.more);
  });
  if (blocks.length === 0) return null;
  return { title: said.title(formatDay(window.day, language), digest.every === 'week'), audience: 'members', blocks };
}

async function readAccounts(
  parts: PlanParts,
  digest: Digest,
  window: Pick<DigestDue, 'since' | 'until'>,
  now: Instant,
): Promise<readonly Told[]> {
  const { store, organisation } = parts;
  const { views } = store;
  const settings = await readSettings(views);
  const thresholds = thresholdsOf(settings);
  const accounts = await accountsOf(parts, digest, settings.visibility);
  const told: Told[] = [];
  for await (const batch of planStates(views, accounts, await views.all('member'), now, organisation.timeZone)) {
    for (const { state } of batch) {
      const zone = state.account.timeZone ?? organisation.timeZone;
      const moment = momentAt(now, zone);
      told.push({ state, told: digestAccount(state, moment, window, thresholds, organisation.timeZone) });
    }
  }
  return told;
}

/** What whoever set the digest up may see: a channel learns no more than they could tell it. */
async function accountsOf(
  { store: { views }, organisation }: PlanParts,
  { accountIds, ownerIds, authorId }: Digest,
  visibility: string,
): Promise<readonly Account[]> {
  const author = authorId === null ? undefined : await views.get('member', authorId);
  const permissions =
    author &&
    (await createPermissions(
      views,
      { member: author, role: effectiveRole(author, organisation.adminEmails) },
      visibility,
    ));
  const isWanted = ({ id, ownerId }: Account) =>
    (accountIds.length === 0 && ownerIds.length === 0) || accountIds.includes(id) || ownerIds.includes(ownerId);
  return (await views.all('account')).filter(
    (one) => !one.archived && isWanted(one) && (permissions ? permissions.maySee(one) : visibility === 'all'),
  );
}

function section(title: string, lines: readonly Line[], more: (count: number) => string): readonly Block[] {
  if (lines.length === 0) return [];
  const ordered = [...lines].sort((a, b) => b.weight - a.weight);
  const shown = ordered.slice(0, LINES_AT_MOST);
  return [
    { kind: 'text', text: { strong: title } },
    ...shown.flatMap(({ text, button }): readonly Block[] => [
      { kind: 'text', text },
      { kind: 'buttons', buttons: [button] },
    ]),
    ...(ordered.length > shown.length
      ? [{ kind: 'text', text: more(ordered.length - shown.length), tone: 'quiet' } as const]
      : []),
  ];
}

function linesOf(
  kind: Exclude<DigestKind, 'festivals'>,
  all: readonly Told[],
  { language }: Digest,
  today: Day,
): readonly Line[] {
  return all.flatMap(({ state, told }) => {
    const { id, name } = state.account;
    const { button } = messagesIn(language).nudges;
    return LINES[kind]({
      name,
      told,
      wording: wordingOf(state, { language }, today),
      line: (text, label, command, weight) => ({
        text,
        button: { label: button[label], press: { command, args: { account: `#${id}` } } },
        weight,
      }),
    });
  });
}

interface Section {
  readonly name: string;
  readonly told: AccountDigest;
  readonly wording: Wording;
  readonly line: (text: string, label: keyof Messages['nudges']['button'], command: string, weight: number) => Line;
}

const LINES: { readonly [K in Exclude<DigestKind, 'festivals'>]: (section: Section) => readonly Line[] } = {
  moves({ name, told: { step, stage }, wording: { messages }, line }) {
    const { digest: said } = messages.nudges;
    const { cooperationStage } = messages.words;
    return [
      ...(step ? [line(said.step(name, String(step.from), String(step.to)), 'why', 'why', step.from - step.to)] : []),
      ...(stage
        ? [line(said.stage(name, cooperationStage[stage.from], cooperationStage[stage.to]), 'why', 'why', 1)]
        : []),
    ];
  },
  promises({ name, told: { promises, broken }, wording, line }) {
    const { messages, member, today } = wording;
    const { digest: said } = messages.nudges;
    const who = ({ byId }: NextStep) => (byId === null ? said.they : member(byId));
    return [
      ...promises.map((step) => {
        const late = daysBetween(step.due ?? today, today);
        const when = messages.promises.due(formatDay(step.due ?? today, wording.language), late);
        return line(said.due(name, step.what, who(step), when), 'open', 'next', late);
      }),
      ...broken.map((step) => line(said.broken(name, step.what, who(step)), 'open', 'next', 0)),
    ];
  },
  quiet({ name, told: { quiet }, wording: { messages, language }, line }) {
    if (quiet.length === 0) return [];
    const { digest: said } = messages.nudges;
    const layers = quiet.map(({ layer, days }) => said.layer(messages.words.layer[layer], days));
    const longest = Math.max(...quiet.map(({ days }) => days));
    return [line(said.quiet(name, formatList(layers, language)), 'log', 'log', longest)];
  },
  risks: ({ name, told: { risks }, wording, line }) =>
    risks.map((finding) =>
      line(wording.messages.nudges.digest.risk(name, findingWords(finding, wording)), 'who', 'who', 0),
    ),
  logs({ name, told: { logs }, wording: { messages, language, member }, line }) {
    if (logs.length === 0) return [];
    const kinds = countedKinds(
      logs.map(({ kind }) => messages.words.interactionKind[kind]),
      language,
    );
    const by = formatList([...new Set(logs.flatMap(({ memberIds }) => memberIds))].map(member), language);
    return [line(messages.nudges.digest.logs(name, kinds, by), 'open', 'timeline', logs.length)];
  },
};

function countedKinds(kinds: readonly string[], language: Digest['language']): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return formatList(
    [...counts].map(([kind, count]) => (count === 1 ? kind : `${kind} × ${count}`)),
    language,
  );
}

/** One line for each festival, over all accounts. */
function festivalLines(all: readonly Told[], { language }: Digest): readonly Line[] {
  const messages = messagesIn(language);
  const { digest: said, button } = messages.nudges;
  const found = new Map<string, { key: string; on: Day; contacts: number; accounts: number }>();
  for (const { told } of all) {
    for (const { key, on, contactIds } of told.festivals) {
      const one = found.get(`${key} ${on}`) ?? { key, on, contacts: 0, accounts: 0 };
      one.contacts += contactIds.length;
      one.accounts += 1;
      found.set(`${key} ${on}`, one);
    }
  }
  return [...found.values()].map(({ key, on, contacts, accounts }) => ({
    text: said.festival(occasionName(key, messages), formatDay(on, language), contacts, accounts),
    button: { label: button.open, press: { command: 'festivals', args: {} } },
    weight: -daysBetween('1970-01-01', on),
  }));
}
