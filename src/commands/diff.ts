import { diffStage } from '../domain/diff.ts';
import { endOf, type Moment } from '../domain/moment.ts';
import type { Account, AccountState } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, maySayPersonal, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { diffBlocks, diffData } from './diff-answer.ts';
import { namesOf } from './evidence-lines.ts';
import { positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { dayField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

export const diff = defineCommand({
  name: 'diff',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    from: required(positional(dayField('past'))),
    to: positional(dayField('past')),
  },
  text: {
    zh: {
      aliases: ['对比', '比较'],
      summary: '两天之间有什么变化，由哪条记录引起',
      fields: { account: '客户', from: '起始日期', to: '截止日期' },
      examples: ['对比 华为 2026-08-01 2026-11-01'],
    },
    en: {
      aliases: ['compare'],
      summary: 'What moved between two days, and which record moved it',
      fields: { account: 'account', from: 'first day', to: 'last day' },
      examples: ['diff Northwind 2026-08-01 2026-11-01'],
    },
  },
  alsoCalled: { from: ['起'], to: ['止'] },
  rights: () => [],
  async run({ account, from, to }, context, input) {
    const zone = context.zoneOf(account);
    const moments = [endOf(from, zone), to === undefined ? momentNow(account, context) : endOf(to, zone)].sort(
      (a, b) => a.at - b.at,
    );
    const [earlier, later] = await Promise.all(moments.map((moment) => stateAt(account, moment, context)));
    if (!earlier || !later) throw new Error('two moments are compared');
    const found = diffStage(earlier, later, context.thresholds);
    const personal = await maySayPersonal(account, context);
    const parts = { account, diff: found, names: namesOf(joined(earlier.state, later.state)), personal, context };
    const blocks = diffBlocks(parts);
    const { map } = context.messages;
    const day = (moment: Moment): string => formatDay(moment.day, context.language);
    return answer({
      title: map.diff.title(account.name, day(earlier.moment), day(later.moment)),
      audience: personal ? 'asker' : 'members',
      data: diffData(parts),
      // The days may have been given in either order.
      input: { ...input, from: earlier.moment.day, to: later.moment.day },
      blocks: blocks.length === 0 ? [say(map.diff.none)] : blocks,
    });
  },
});

export async function stateAt(account: Account, moment: Moment, context: CommandContext) {
  const state = await context.views.accountState(account.id, moment.at);
  if (!state) throw new Error(`account ${account.id} is gone`);
  return { state, moment };
}

/** People of both days: who left in between is named too. */
function joined(before: AccountState, after: AccountState): AccountState {
  return {
    ...after,
    members: [...before.members, ...after.members],
    contacts: [...before.contacts, ...after.contacts],
  };
}
