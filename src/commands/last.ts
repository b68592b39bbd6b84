import { dayOf, daysBetween } from '../domain/days.ts';
import type { Account, Interaction } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, buttons, fieldsOf, say } from './answer.ts';
import { bookInteraction } from './book-shapes.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { accountField, contactField, memberField } from './reference-fields.ts';

export const last = defineCommand({
  name: 'last',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    contact: positional(contactField()),
    member: positional(memberField()),
  },
  text: {
    zh: {
      aliases: ['上次', '上次联系', '最近联系'],
      summary: '上次联系是什么时候',
      fields: { account: '客户', contact: '联系人', member: '我方人员' },
      examples: ['上次 华为 张伟'],
    },
    en: {
      aliases: ['last contact', 'last touch'],
      summary: 'When we last were in touch',
      fields: { account: 'account', contact: 'contact', member: 'colleague' },
      examples: ['last Northwind', 'last Alice at Northwind'],
    },
  },
  alsoCalled: { member: ['我方', 'ours'] },
  rights: () => [],
  async run({ account, contact, member }, context, input) {
    const { messages, language } = context;
    const moment = momentNow(account, context);
    const interaction = await context.views.lastTouch({
      accountId: account.id,
      contactId: contact?.id,
      memberId: member?.id,
      at: moment.at,
    });
    const who = contact ? context.messages.answers.aside(contact.name, account.name) : account.name;
    const logIt = buttons({
      label: messages.forms.log,
      press: { command: 'log', args: { account: `#${account.id}` } },
    });
    if (!interaction) {
      return answer({
        title: messages.answers.neverTouched(who),
        data: { interaction: null, daysAgo: null },
        blocks: logIt,
        tone: 'warning',
        input,
      });
    }
    const on = localDay(interaction, account, context);
    const daysAgo = daysBetween(on, moment.day);
    return answer({
      title: messages.answers.lastTouch(who, formatDay(on, language), daysAgo),
      data: { interaction: await bookInteraction(interaction, account, context), daysAgo },
      blocks: [...(await details(interaction, context)), ...logIt],
      input,
    });
  },
});

function localDay({ at, day }: Interaction, account: Account, context: CommandContext): string {
  return day ?? dayOf(at, context.zoneOf(account));
}

async function details(interaction: Interaction, context: CommandContext) {
  const { answers, words } = context.messages;
  const contacts = await Promise.all(interaction.contactIds.map((id) => context.expect('contact', id)));
  const members = await Promise.all(interaction.memberIds.map((id) => context.expect('member', id)));
  return [
    ...fieldsOf([
      [answers.column.kind, words.interactionKind[interaction.kind]],
      [answers.column.contacts, contacts.map(({ name }) => name).join(answers.separator)],
      [answers.column.members, members.map(({ name }) => name).join(answers.separator)],
    ]),
    ...(interaction.note === '' ? [] : [say(interaction.note)]),
  ];
}
