import { daysBetween } from '../domain/days.ts';
import type { GiftSource } from '../domain/gifts/rules.ts';
import { groupBy } from '../domain/order.ts';
import type { Day } from '../domain/records.ts';
import type { GreetingWay } from '../domain/vocabulary.ts';
import { formatDay, formatList } from '../i18n/format.ts';
import type { Block, Button } from '../reply/reply.ts';
import { buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type Ahead, mainOccasion } from './greetings-ahead.ts';
import { occasionText } from './occasion-words.ts';

/** A greeting that is due, as answers tell of it. */
export interface GreetingItem {
  readonly account: string;
  readonly accountId: string;
  readonly contact: string;
  readonly contactId: string;
  /** The day of the first of its occasions. */
  readonly on: Day;
  readonly inDays: number;
  readonly occasions: readonly { readonly key: string; readonly on: Day }[];
  /** Years turned; `null`: not known, or no birthday. */
  readonly turns: number | null;
  /** Who of ours does it, by key; `null`: nobody is there. */
  readonly who: string | null;
  readonly whoName: string | null;
  readonly planned: { readonly id: string; readonly way: GreetingWay; readonly who: string } | null;
  readonly done: boolean;
  readonly lastYear: {
    readonly on: Day;
    readonly way: GreetingWay;
    readonly members: readonly string[];
    readonly names: readonly string[];
    readonly interaction: string | null;
  } | null;
  /** In the order to offer them. */
  readonly ways: readonly GreetingWay[];
  readonly gift: 'never' | 'ask-first' | 'within-limits';
  readonly source: GiftSource;
  readonly mayChange: boolean;
}

export async function toGreetingItem(ahead: Ahead, context: CommandContext): Promise<GreetingItem> {
  const { account, contact, today, due, memberId, planned, lastYear, advice } = ahead;
  const who = memberId === null ? null : await context.expect('member', memberId);
  const before = lastYear && (await Promise.all(lastYear.memberIds.map((id) => context.expect('member', id))));
  return {
    account: account.name,
    accountId: account.id,
    contact: contact.name,
    contactId: contact.id,
    on: due.on,
    inDays: daysBetween(today, due.on),
    occasions: due.occasions,
    turns: due.turns,
    who: who?.key ?? null,
    whoName: who?.name ?? null,
    planned: planned === null ? null : { id: planned.id, way: planned.way, who: who?.key ?? '' },
    done: ahead.isDone,
    lastYear:
      lastYear === null || before === null
        ? null
        : {
            on: lastYear.on,
            way: lastYear.way,
            members: before.map(({ key }) => key),
            names: before.map(({ name }) => name),
            interaction: lastYear.interactionId,
          },
    ways: advice.ways,
    gift: advice.gift,
    source: advice.source,
    mayChange: await context.permissions.mayWrite(account),
  };
}

/** The occasions of one greeting in words, "Mid-Autumn Festival and National Day". */
export function occasionsText(
  { occasions, turns }: Pick<GreetingItem, 'occasions' | 'turns'>,
  { messages, language }: Pick<CommandContext, 'messages' | 'language'>,
): string {
  const names = formatList(
    occasions.map(({ key }) => occasionText(key, messages)),
    language,
  );
  return turns === null ? names : messages.occasions.turning(names, turns);
}

/** The items under a head for each day and occasion, each with what can be done about it. */
export function blocksOf(items: readonly GreetingItem[], context: CommandContext): readonly Block[] {
  const { occasions } = context.messages;
  let head = '';
  return items.flatMap((item) => {
    const text = occasions.head(occasionsText(item, context), formatDay(item.on, context.language), item.inDays);
    const heading = text === head ? [] : [say([{ strong: text }])];
    head = text;
    const details = detailsOf(item, context);
    return [
      ...heading,
      say(occasions.line(item.account, item.contact, item.whoName)),
      ...(details === '' ? [] : [quiet(details)]),
      ...buttons(...greetingButtons(item, context)),
    ];
  });
}

/** Each rule on gifts that holds for these, with the accounts it holds for; closes with what every word on gifts must say. */
export function giftRuleBlocks(
  items: readonly GreetingItem[],
  { messages, language }: CommandContext,
): readonly Block[] {
  const { occasions, gifts } = messages;
  const lines = [...groupBy(items, ({ source }) => source)].flatMap(([source, those]) => {
    if (source === 'administrator') return [];
    const names = [...new Set(those.map(({ account }) => account))];
    return [quiet(occasions.rule(formatList(names, language), gifts.rule[source]))];
  });
  return lines.length === 0 ? [] : [...lines, quiet(gifts.notLegal)];
}

function detailsOf(item: GreetingItem, { messages, language }: CommandContext): string {
  const { occasions, words } = messages;
  const { lastYear, planned, done, whoName } = item;
  const parts: string[] = [];
  if (lastYear !== null) {
    const who = formatList(lastYear.names, language);
    parts.push(occasions.lastYear(words.greetingWay[lastYear.way], who, formatDay(lastYear.on, language)));
  }
  if (done) parts.push(occasions.isDone);
  else if (planned !== null) parts.push(occasions.planned(words.greetingWay[planned.way], whoName ?? planned.who));
  return parts.join(' · ');
}

/** What can be done about one that is not done; nothing for who may not. */
export function greetingButtons(item: GreetingItem, { messages }: Pick<CommandContext, 'messages'>): readonly Button[] {
  const { occasions, words } = messages;
  if (!item.mayChange || item.done) return [];
  const press = (action: string, more: Readonly<Record<string, unknown>> = {}) => ({
    command: 'festivals',
    args: { action, account: `#${item.accountId}`, contact: `#${item.contactId}`, ...occasionArgs(item), ...more },
  });
  if (item.planned !== null) {
    return [
      { label: occasions.button.done, press: press('done'), style: 'primary' },
      { label: occasions.button.drop, press: press('drop') },
    ];
  }
  // As last year where that is in place, else a greeting; and a gift where the limits allow one.
  const usual = item.ways.find((way) => way === item.lastYear?.way) ?? 'greeting';
  const ways = new Set<GreetingWay>([usual, ...item.ways.filter((way) => way === 'gift')]);
  return [
    ...[...ways].map((way) => ({
      label: occasions.button.plan(words.greetingWay[way]),
      press: press('plan', { way }),
    })),
    { label: occasions.button.done, press: press('done', { way: usual }) },
  ];
}

function occasionArgs({ occasions }: GreetingItem): Readonly<Record<string, unknown>> {
  const { key, on } = mainOccasion({ on: '', occasions, turns: null });
  return { occasion: key, on };
}
