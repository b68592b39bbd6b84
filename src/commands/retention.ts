import { addDays, dayOf } from '../domain/days.ts';
import { isErased } from '../domain/erased.ts';
import type { Account, Contact, Day, Trait } from '../domain/records.ts';
import { runStart } from '../domain/trait-runs.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, buttons, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';

/** Most people offered for erasure at once. */
const SHOWN = 20;

export const retention = defineCommand({
  name: 'retention',
  effect: 'read',
  role: 'admin',
  fields: {},
  text: {
    zh: {
      aliases: ['保留期'],
      summary: '离开已超过保留期（设置 retention-days）的联系人，可逐个抹除',
      fields: {},
      examples: ['保留期'],
    },
    en: {
      aliases: ['retention due'],
      summary: 'Contacts who left longer ago than the setting retention-days; each can be erased',
      fields: {},
      examples: ['retention'],
    },
  },
  rights: () => [],
  async run(_, context) {
    const days = context.settings['retention-days'];
    const { answers, forms } = context.messages;
    const due = days === 0 ? [] : await longGone(days, context);
    return answer({
      title: days === 0 ? answers.retentionOff : answers.retentionDue(due.length, days),
      audience: 'asker',
      data: {
        days,
        contacts: due.map(({ contact, account, since }) => ({ name: contact.name, account: account.name, since })),
      },
      input: {},
      blocks: due.slice(0, SHOWN).flatMap(({ contact, account, since }) => [
        say(`${contact.name} · ${account.name} · ${formatDay(since, context.language)}`),
        ...buttons({
          label: forms.erase(contact.name),
          style: 'danger',
          press: {
            command: 'contact',
            args: { account: `#${account.id}`, contact: `#${contact.id}`, action: 'erase' },
          },
        }),
      ]),
    });
  },
});

interface Gone {
  readonly contact: Contact;
  readonly account: Account;
  readonly since: Day;
}

/** Everyone whose leaving has a date that lies further back than so many days. Tombstones are gone already. */
async function longGone(days: number, context: CommandContext): Promise<readonly Gone[]> {
  const states = new Map<string, Trait[]>();
  for (const trait of await context.views.all('trait')) {
    if (trait.field !== 'state') continue;
    states.set(trait.contactId, [...(states.get(trait.contactId) ?? []), trait]);
  }
  const found: Gone[] = [];
  for (const contact of await context.views.all('contact')) {
    const traits = states.get(contact.id);
    if (traits === undefined || isErased(contact)) continue;
    const account = await context.expect('account', contact.accountId);
    const today = dayOf(context.now, context.zoneOf(account));
    // Said again with an earlier date, or moved after they left: the first day counts.
    const gone = runStart(traits, (value) => value !== 'in-post', today);
    if (gone === null || gone.on === null || gone.on >= addDays(today, -days)) continue;
    found.push({ contact, account, since: gone.on });
  }
  return found.sort((a, b) => (a.since < b.since ? -1 : 1));
}
