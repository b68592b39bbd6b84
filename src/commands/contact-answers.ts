import type { Account, Contact } from '../domain/records.ts';
import { contactOn } from '../domain/traits.ts';
import { formatDay, formatList } from '../i18n/format.ts';
import { answer, buttons, fieldsOf, maybeSame, maySayPersonal, undoButton } from './answer.ts';
import { birthdayText } from './birthday-field.ts';
import { bookContact } from './book-shapes.ts';
import type { Input } from './contact-fields.ts';
import { attitudeViews } from './contact-views.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

export async function listContacts(account: Account, context: CommandContext, input: Input) {
  const contacts = await context.views.ofAccount('contact', account.id);
  const traits = await context.views.ofAccount('trait', account.id);
  const { answers, words, forms } = context.messages;
  const { day } = momentNow(account, context);
  const rows = contacts.map((one) => {
    const { department, layer, state } = contactOn(one, traits, day);
    return [
      one.name,
      one.title ?? '',
      department ? words.department[department] : '',
      layer ? words.layer[layer] : '',
      words.contactState[state],
    ];
  });
  const { column } = answers;
  return answer({
    title: answers.contactsOf(account.name, contacts.length),
    data: { contacts: contacts.map(({ id, name }) => ({ id, name })) },
    input,
    blocks: [
      ...(rows.length === 0
        ? []
        : ([
            {
              kind: 'table',
              columns: [column.name, column.title, column.department, column.layer, column.state].map((label) => ({
                label,
              })),
              rows,
            },
          ] as const)),
      ...buttons({
        label: forms.addContact,
        press: { command: 'contact', args: { action: 'add', account: `#${account.id}` } },
      }),
    ],
  });
}

export async function show(
  one: Contact,
  account: Account,
  context: CommandContext,
  input: Input,
  changeId: string | null,
  like: readonly Contact[] = [],
) {
  const personal = await maySayPersonal(account, context);
  const book = await bookContact(one, account, personal, context);
  const { words, answers } = context.messages;
  const { column } = answers;
  return answer({
    title: `${one.name} · ${account.name}`,
    audience: personal ? 'asker' : 'members',
    data: book,
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...fieldsOf([
        [column.title, one.title],
        [column.department, book.department ? words.department[book.department] : null],
        [column.layer, book.layer ? words.layer[book.layer] : null],
        [
          column.roles,
          formatList(
            book.roles.map((role) => words.procurementRole[role]),
            context.language,
          ),
        ],
        [column.attitude, book.attitude ? words.attitude[book.attitude] : null],
        [column.weight, book.weight === null ? null : String(book.weight)],
        [column.state, words.contactState[book.state]],
        [column.since, book.stateOn ? formatDay(book.stateOn, context.language) : null],
        [column.successor, book.successor],
        [column.reportsTo, book.reportsTo],
        [column.email, one.email],
        [column.phone, one.phone],
        [column.tastes, personal ? one.tastes : null],
        [column.taboos, personal ? one.taboos : null],
        [column.birthday, personal && one.birthday ? birthdayText(one.birthday, context.messages) : null],
      ]),
      ...(await attitudeViews(one, account, context)),
      ...like.flatMap((other) => {
        const args = { account: `#${account.id}`, contact: `#${other.id}`, otherContact: `#${one.id}` };
        return maybeSame(one.name, other.name, { command: 'merge', args }, context);
      }),
      ...undoButton(context, changeId),
    ],
  });
}
