import { addDays, dayOf, instantOf, startOfDay } from '../domain/days.ts';
import { newContact } from '../domain/new-records.ts';
import type { Account, Contact, Day, Instant, Interaction } from '../domain/records.ts';
import { reachOf } from '../domain/touches.ts';
import { contactOn } from '../domain/traits.ts';
import type { Repositories } from '../ports/store.ts';
import { answer, refuse } from './answer.ts';
import { interactionKindField, signalsField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { asked, free, hidden, positional, required } from './fields.ts';
import { checkGift } from './gift-check.ts';
import { type Logged, loggedBlocks } from './log-answer.ts';
import { nextStepsField, timeField } from './log-fields.ts';
import { occasionField } from './occasion-field.ts';
import { type NewContact, participantsField } from './participants-field.ts';
import { dayField, moneyField, switchField, textField } from './plain-fields.ts';
import { toNextStep } from './promise-adding.ts';
import { accountField, membersField } from './reference-fields.ts';

/** Longest note kept, in characters. */
const NOTE_MAX = 20_000;
/** Older than this a log is kept, but the asker is told: a mistyped year is likelier. */
const OLD_DAYS = 365;

export const log = defineCommand({
  name: 'log',
  effect: 'write',
  role: 'member',
  fields: {
    account: required(positional(accountField())),
    contacts: positional(participantsField()),
    members: membersField(),
    kind: required(positional(interactionKindField())),
    date: positional(dayField('past', true)),
    time: hidden(timeField()),
    note: free(textField(NOTE_MAX, true)),
    answered: switchField(),
    nextSteps: asked(nextStepsField()),
    signals: signalsField(),
    value: moneyField(),
    occasion: occasionField(),
  },
  text: {
    zh: {
      aliases: ['记录', '记'],
      summary: '记录一次互动',
      fields: {
        account: '客户',
        contacts: '联系人',
        members: '我方人员',
        kind: '类型',
        date: '日期',
        time: '时间',
        note: '内容',
        answered: '对方回复',
        nextSteps: '下一步',
        signals: '信号',
        value: '金额',
        occasion: '事由',
      },
      examples: ['记录 昨天拜访华为张伟，聊了二期预算，下周三给方案'],
    },
    en: {
      aliases: ['record'],
      summary: 'Record an interaction',
      fields: {
        account: 'account',
        contacts: 'contacts',
        members: 'our people',
        kind: 'kind',
        date: 'date',
        time: 'time',
        note: 'note',
        answered: 'answer',
        nextSteps: 'next steps',
        signals: 'signals',
        value: 'value',
        occasion: 'occasion',
      },
      examples: ['log visited Alice at Northwind yesterday, talked about the budget, send the quote by next Wednesday'],
    },
  },
  alsoCalled: { members: ['我方', 'ours'], answered: ['已回复'] },
  alsoNeeds: ({ kind }) => (kind === undefined || kind === 'note' ? [] : ['contacts']),
  rights: ({ account }) => [{ right: 'write', account }],
  async run(args, context, input) {
    const { account, kind, note = '' } = args;
    if (account.archived) return refuse('conflict', context.messages.errors.archivedAccount(account.name));
    const members = args.members ?? [context.caller.member];
    const when = whenOf(args, account, context);
    if (when === 'future') {
      const { errors } = context.messages;
      return refuse('invalid-argument', errors.future(context.messages.answers.column.date, context.today));
    }
    const steps = args.nextSteps ?? [];
    const value = args.value ? { amount: args.value.amount, currency: args.value.currency ?? 'CNY' } : null;
    const understood = {
      ...input,
      contacts: (args.contacts ?? []).map(({ name }) => name),
      members: members.map(({ key }) => key),
      date: when.date,
      note,
      nextSteps: steps.map(({ what, due, by }) => ({ what, ...(due ? { due } : {}), by: by?.key ?? 'them' })),
      signals: args.signals ?? [],
      ...(value ? { value } : {}),
    };
    const { value: recorded, changeId } = await context.record(understood, async (repositories) => {
      const contacts = await withNewContacts(args.contacts ?? [], account, context, repositories);
      const record: Interaction = {
        id: context.newId(),
        accountId: account.id,
        contactIds: contacts.map(({ id }) => id),
        memberIds: members.map(({ id }) => id),
        kind,
        at: when.at,
        day: when.day,
        note,
        answered: args.answered ?? null,
        signals: args.signals ?? [],
        value,
        occasion: args.occasion ?? null,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await repositories.insert('interaction', record);
      for (const [position, step] of steps.entries())
        await repositories.insert('nextStep', toNextStep(step, position, record, context));
      return { interaction: record, gift: await checkGift(record, account, context, repositories) };
    });
    const { interaction, gift } = recorded;
    const warnings = [
      ...warningsOf(interaction, when.date, context),
      ...(await goneBy(interaction, when.date, args.contacts ?? [], context)),
      ...(gift?.lines ?? []),
    ];
    const { lines: _lines, ...judged } = gift ?? { lines: [] };
    const told: Logged = { contacts: args.contacts ?? [], members, steps, date: when.date, interaction, warnings };
    return answer({
      title: context.messages.answers.logged(context.messages.words.interactionKind[kind], account.name),
      tone: 'good',
      audience: 'account-team',
      data: { interaction: { id: interaction.id, ...understood }, warnings, ...(gift ? { gift: judged } : {}) },
      input: understood,
      ...loggedBlocks(told, changeId, context),
    });
  },
});

interface When {
  readonly at: Instant;
  /** `null` when a time was told. */
  readonly day: Day | null;
  /** The day as said. */
  readonly date: Day;
}

/** A day counts where the account is; a day that has not begun there yet counts as its today. */
function whenOf(
  args: { readonly date?: Day; readonly time?: string },
  account: Account,
  context: CommandContext,
): When | 'future' {
  const zone = context.zoneOf(account);
  const said = args.date ?? context.today;
  if (args.time !== undefined) {
    const at = instantOf(said, args.time, context.zone);
    return at > context.now ? 'future' : { at, day: null, date: said };
  }
  const there = dayOf(context.now, zone);
  const day = said > there ? there : said;
  return { at: startOfDay(day, zone), day, date: day };
}

async function withNewContacts(
  people: readonly (Contact | NewContact)[],
  account: Account,
  context: CommandContext,
  repositories: Repositories,
): Promise<readonly Contact[]> {
  const contacts: Contact[] = [];
  for (const person of people) {
    if (person.id !== null) {
      contacts.push(person);
      continue;
    }
    const contact: Contact = newContact({
      id: context.newId(),
      accountId: account.id,
      name: person.name,
      createdAt: context.now,
    });
    await repositories.insert('contact', contact);
    contacts.push(contact);
  }
  return contacts;
}

function warningsOf(interaction: Interaction, date: Day, { messages, today }: CommandContext): readonly string[] {
  const { answers } = messages;
  const reach = reachOf(interaction);
  return [
    ...(date < addDays(today, -OLD_DAYS) ? [answers.warnOld(date)] : []),
    ...(interaction.kind === 'note' && interaction.contactIds.length > 0 ? [answers.warnNote] : []),
    ...(reach === 1 ? [answers.warnOneWay] : []),
  ];
}

/** Whom the book has as gone on the day of a touch: either that is wrong, or the name. */
async function goneBy(
  { accountId, kind }: Interaction,
  date: Day,
  named: readonly (Contact | NewContact)[],
  { views, messages }: CommandContext,
): Promise<readonly string[]> {
  const known = named.filter((one): one is Contact => one.id !== null);
  if (known.length === 0 || kind === 'note' || kind === 'advice') return [];
  const told = await views.traitsOf(known.map(({ id }) => id));
  const traits = told.filter((trait) => trait.accountId === accountId);
  return known.flatMap((contact) =>
    contactOn(contact, traits, date).inPost ? [] : [messages.answers.warnGone(contact.name)],
  );
}
