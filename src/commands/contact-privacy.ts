import { dayOf } from '../domain/days.ts';
import { isErased } from '../domain/erased.ts';
import type { Account, Contact } from '../domain/records.ts';
import { answer, buttons, fieldsOf, quiet, refuse, say } from './answer.ts';
import { bookContact, bookInteraction } from './book-shapes.ts';
import type { Input } from './contact-fields.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

/** Everything held about a person, for the person (docs/method.md §18). Their own people and admins may ask for it. */
export async function exportContact(one: Contact, account: Account, context: CommandContext, input: Input) {
  const { answers, errors } = context.messages;
  if (!(await context.permissions.mayReadPersonal(account)))
    return refuse('forbidden', errors.onlyOwnPeople(account.name));
  if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
  const { views } = context;
  const traits = (await views.ofAccount('trait', account.id)).filter(({ contactId }) => contactId === one.id);
  const interactions = (await views.ofAccount('interaction', account.id)).filter(({ contactIds }) =>
    contactIds.includes(one.id),
  );
  const data = {
    contact: await bookContact(one, account, true, context),
    views: await Promise.all(
      traits.map(async ({ field, value, on, source, authorId, recordedAt }) => ({
        field,
        value,
        on,
        source,
        author: authorId === null ? null : ((await views.get('member', authorId))?.key ?? null),
        recordedOn: dayOf(recordedAt, context.zoneOf(account)),
      })),
    ),
    interactions: await Promise.all(interactions.map((interaction) => bookInteraction(interaction, account, context))),
  };
  return answer({
    title: answers.heldAbout(one.name),
    audience: 'asker',
    data,
    input,
    blocks: [
      ...fieldsOf([
        [answers.column.title, one.title],
        [answers.column.email, one.email],
        [answers.column.phone, one.phone],
        [answers.column.tastes, one.tastes],
        [answers.column.taboos, one.taboos],
      ]),
      say(answers.heldCounts(data.views.length, data.interactions.length)),
      ...data.interactions.map(({ date, note }) => quiet(`${date} · ${note}`)),
      quiet(answers.heldAsJson),
    ],
  });
}

/** Takes a person out of the book for good, and shows the proof. Asked twice: it cannot be undone. */
export async function eraseContact(
  one: Contact,
  account: Account,
  confirmed: string | undefined,
  context: CommandContext,
) {
  const { answers, errors, forms } = context.messages;
  if (isErased(one)) return refuse('conflict', errors.erasedAlready);
  if (confirmed !== one.name) {
    return refuse('missing-argument', errors.eraseForGood(one.name), {
      help: buttons({
        label: forms.erase(one.name),
        style: 'danger',
        confirm: forms.sure,
        press: {
          command: 'contact',
          args: { account: `#${account.id}`, contact: `#${one.id}`, action: 'erase', confirm: one.name },
        },
      }),
    });
  }
  const report = await context.erase({
    contactId: one.id,
    memberId: context.caller.member.id,
    at: context.now,
    on: momentNow(account, context).day,
  });
  const touched = Object.entries(report.touched);
  return answer({
    title: answers.erased,
    audience: 'asker',
    tone: 'good',
    // What was understood would name the person again.
    input: { account: account.name, action: 'erase' },
    data: {
      erased: true,
      touched: report.touched,
      texts: report.texts,
      remaining: report.remaining,
      file: report.file,
      copies: report.copies,
    },
    blocks: [
      ...fieldsOf(touched.map(([table, rows]) => [table, String(rows)])),
      say(answers.eraseProof(report.texts, report.remaining.length, report.file?.found ?? null)),
      ...(report.copies.length === 0 ? [] : [quiet(answers.eraseCopies(report.copies.join(answers.separator)))]),
    ],
  });
}
