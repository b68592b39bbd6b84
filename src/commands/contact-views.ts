import { dayOf, daysBetween } from '../domain/days.ts';
import type { Account, Contact, Trait } from '../domain/records.ts';
import { prevailing } from '../domain/traits.ts';
import { ATTITUDES } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { quiet } from './answer.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

/** How each colleague sees a person, the newest view of each with its author, source and age (docs/method.md §6). */
export async function attitudeViews(
  one: Contact,
  account: Account,
  context: CommandContext,
): Promise<readonly Block[]> {
  const { answers, words, map } = context.messages;
  const today = momentNow(account, context).day;
  const newest = new Map<string, Trait>();
  for (const trait of await context.views.ofAccount('trait', account.id)) {
    if (trait.contactId !== one.id || trait.field !== 'attitude' || (trait.on ?? '') > today) continue;
    const author = trait.authorId ?? trait.source ?? '';
    newest.set(author, prevailing(newest.get(author), trait));
  }
  const lines = await Promise.all(
    [...newest.values()].map(async (trait) => {
      const attitude = ATTITUDES.find((key) => key === trait.value);
      if (attitude === undefined) return [];
      const author =
        trait.authorId === null ? null : ((await context.views.get('member', trait.authorId))?.name ?? null);
      const by = [author, trait.source].filter((part) => part !== null).join(answers.separator) || map.imported;
      const age = Math.max(0, daysBetween(trait.on ?? dayOf(trait.recordedAt, context.zoneOf(account)), today));
      const on = trait.on === null ? null : formatDay(trait.on, context.language);
      const isFaded = age > context.thresholds.staleViewDays;
      return [quiet(answers.viewLine(answers.column.attitude, words.attitude[attitude], by, on, age, isFaded))];
    }),
  );
  return lines.flat();
}
