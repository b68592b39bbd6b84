import { startOfDay } from '../domain/days.ts';
import type { Account, Contact, Greeting, Interaction, Member } from '../domain/records.ts';
import type { GreetingWay, InteractionKind } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Repositories } from '../ports/store.ts';
import { answer, buttons, quiet, refuse, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { FestivalArgs } from './festivals.ts';
import { checkGift, type GiftCheck } from './gift-check.ts';
import { ruleOf } from './gift-lines.ts';
import { blocksOf, occasionsText, toGreetingItem } from './greeting-lines.ts';
import { type Ahead, greetingsAhead, LATE_DAYS, mainOccasion } from './greetings-ahead.ts';
import { occasionText } from './occasion-words.ts';
import type { Outcome } from './outcome.ts';

type Input = Readonly<Record<string, unknown>>;

/** How each way of greeting is logged. */
const KIND: { readonly [W in GreetingWay]: InteractionKind } = {
  greeting: 'message',
  call: 'call',
  visit: 'visit',
  gift: 'gift',
};
/** A greeting is looked for so far ahead when only its occasion is named. */
const YEAR = 366;

/** Takes a greeting on, marks it done (which logs it), or drops it. */
export async function changeGreeting(args: FestivalArgs, context: CommandContext, input: Input): Promise<Outcome> {
  const { account, contact, action, who } = args;
  if (account === undefined || contact === undefined) throw new Error('a greeting is for a contact');
  const { occasions } = context.messages;
  const ahead = await dueFor(account, contact, args, context);
  if (!ahead) {
    const what = args.occasion === undefined ? null : occasionText(args.occasion, context.messages);
    return refuse('invalid-argument', occasions.notDue(contact.name, what));
  }
  if (ahead.isDone) return refuse('conflict', occasions.alreadyDone(contact.name, wordsOf(ahead, context)));
  if (action === 'drop') return drop(ahead, context, input);
  const way = args.way ?? ahead.planned?.way ?? 'greeting';
  if (action === 'plan' && way === 'gift' && ahead.advice.gift === 'never') return noGift(ahead, args, context);
  // Whoever says that it is done did it, unless somebody had taken it on.
  const memberId = who?.id ?? ahead.planned?.memberId ?? (action === 'plan' ? ahead.memberId : null);
  const doer = memberId === null ? context.caller.member : await context.expect('member', memberId);
  return settle({ ahead, way, doer, isDone: action === 'done', value: args.value ?? null }, context, input);
}

interface Settling {
  readonly ahead: Ahead;
  readonly way: GreetingWay;
  readonly doer: Member;
  /** Else it is only taken on. */
  readonly isDone: boolean;
  readonly value: { readonly amount: number; readonly currency: string | null } | null;
}

interface Settled {
  readonly greeting: Greeting;
  readonly interaction: Interaction | null;
  readonly gift: GiftCheck | null;
}

async function settle(settling: Settling, context: CommandContext, input: Input): Promise<Outcome> {
  const { ahead, way, doer, isDone, value } = settling;
  const { account, contact, due } = ahead;
  const { key, on } = mainOccasion(due);
  const understood = {
    account: account.name,
    contact: contact.name,
    action: isDone ? 'done' : 'plan',
    occasion: key,
    on,
    way,
    who: doer.key,
    ...(value ? { value } : {}),
  };
  const { value: settled, changeId } = await context.record(understood, async (repositories): Promise<Settled> => {
    const done = isDone ? await logIt(settling, context, repositories) : { interaction: null, gift: null };
    const greeting: Greeting = {
      id: ahead.planned?.id ?? context.newId(),
      accountId: account.id,
      contactId: contact.id,
      memberId: doer.id,
      occasion: key,
      on,
      way,
      doneOn: isDone ? ahead.today : null,
      interactionId: done.interaction?.id ?? null,
      authorId: context.caller.member.id,
      recordedAt: context.now,
    };
    await (ahead.planned ? repositories.update('greeting', greeting) : repositories.insert('greeting', greeting));
    return { greeting, ...done };
  });
  return show(settling, settled, changeId, { ...input, ...understood }, context);
}

async function show(
  { ahead, way, doer, isDone }: Settling,
  { greeting, interaction, gift }: Settled,
  changeId: string | null,
  input: Input,
  context: CommandContext,
): Promise<Outcome> {
  const { occasions, answers, words } = context.messages;
  const { account, contact } = ahead;
  const after = { ...ahead, memberId: doer.id, planned: isDone ? null : greeting, isDone };
  const item = await toGreetingItem(after, context);
  const what = wordsOf(ahead, context);
  const rule = gift?.lines ?? (way === 'gift' ? ruleOf(account, ahead.advice.source, context) : []);
  return answer({
    title: isDone
      ? occasions.doneTitle(what, contact.name)
      : occasions.plannedTitle(what, contact.name, words.greetingWay[way]),
    tone: 'good',
    audience: audienceOf(ahead),
    data: {
      items: [item],
      greeting: greeting.id,
      ...(interaction ? { interaction: interaction.id } : {}),
      ...(gift ? { gift: { verdict: gift.verdict, over: gift.over, approval: gift.approval } } : {}),
    },
    input,
    blocks: [
      quiet([formatDay(greeting.on, context.language), words.greetingWay[way], doer.name].join(answers.separator)),
      ...(isDone ? [] : blocksOf([item], context)),
      ...rule.map((line) => quiet(line)),
      ...undoButton(context, changeId),
    ],
  });
}

const wordsOf = ({ due }: Ahead, context: CommandContext): string =>
  occasionsText({ occasions: due.occasions, turns: null }, context);

/** A birthday is told to nobody but the asker. */
const audienceOf = ({ due }: Ahead): 'asker' | 'account-team' =>
  due.occasions.some(({ key }) => key === 'birthday') ? 'asker' : 'account-team';

/** The one asked for: by its occasion and day, by its occasion alone the next one, else the next of any. */
async function dueFor(
  account: Account,
  contact: Contact,
  { occasion, on }: FestivalArgs,
  context: CommandContext,
): Promise<Ahead | undefined> {
  const all = await greetingsAhead([account], YEAR, context, LATE_DAYS);
  const fitting = all.filter(
    (one) =>
      one.contact.id === contact.id &&
      (occasion === undefined || one.due.occasions.some(({ key }) => key === occasion)) &&
      (on === undefined || one.due.on === on || one.due.occasions.some((each) => each.on === on)),
  );
  return fitting.find(({ isDone }) => !isDone) ?? fitting[0];
}

/** The interaction that tells of it, on the account's today; a birthday leaves no note, for others read notes. */
async function logIt(
  { ahead: { account, contact, today, due }, way, doer, value }: Settling,
  context: CommandContext,
  repositories: Repositories,
): Promise<{ readonly interaction: Interaction; readonly gift: GiftCheck | null }> {
  const { key } = mainOccasion(due);
  const { messages } = context;
  const interaction: Interaction = {
    id: context.newId(),
    accountId: account.id,
    contactIds: [contact.id],
    memberIds: [doer.id],
    kind: KIND[way],
    at: startOfDay(today, context.zoneOf(account)),
    day: today,
    note: key === 'birthday' ? '' : messages.occasions.note(occasionText(key, messages)),
    answered: null,
    signals: [],
    value: value ? { amount: value.amount, currency: value.currency ?? 'CNY' } : null,
    occasion: key,
    authorId: context.caller.member.id,
    recordedAt: context.now,
  };
  await repositories.insert('interaction', interaction);
  return { interaction, gift: await checkGift(interaction, account, context, repositories) };
}

async function drop(ahead: Ahead, context: CommandContext, input: Input): Promise<Outcome> {
  const { planned, contact, account } = ahead;
  const { occasions } = context.messages;
  if (planned === null) return refuse('conflict', occasions.notPlanned(contact.name));
  const understood = { account: account.name, contact: contact.name, action: 'drop', occasion: planned.occasion };
  const { changeId } = await context.record(understood, (repositories) => repositories.remove('greeting', planned.id));
  return answer({
    title: occasions.dropped(wordsOf(ahead, context), contact.name),
    tone: 'good',
    audience: audienceOf(ahead),
    data: { items: [await toGreetingItem({ ...ahead, planned: null }, context)] },
    input: { ...input, ...understood },
    blocks: undoButton(context, changeId),
  });
}

/** No gift is suggested or planned where the rule forbids it; what does instead is one tap away. */
function noGift({ account, advice }: Ahead, args: FestivalArgs, context: CommandContext): Outcome {
  const { occasions, words } = context.messages;
  const { contact, occasion, on } = args;
  const press = (way: GreetingWay) => ({
    command: 'festivals',
    args: { action: 'plan', account: `#${account.id}`, contact: `#${contact?.id}`, occasion, on, way },
  });
  return refuse('conflict', [occasions.noGift(account.name), ...ruleOf(account, advice.source, context)].join(' '), {
    help: buttons(
      ...advice.ways.map((way) => ({ label: occasions.button.plan(words.greetingWay[way]), press: press(way) })),
    ),
  });
}
