import { diffStage } from '../domain/diff.ts';
import type { AccountState } from '../domain/records.ts';
import { type Hypothesis, withHypothesis } from '../domain/whatif.ts';
import { answer, maySayPersonal, say } from './answer.ts';
import { factKindField } from './choices.ts';
import { defineCommand } from './define-command.ts';
import { stateAt } from './diff.ts';
import { diffBlocks, diffData } from './diff-answer.ts';
import { namesOf } from './evidence-lines.ts';
import { positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { numberField, switchField } from './plain-fields.ts';
import { accountField, contactField, memberField } from './reference-fields.ts';

export const whatif = defineCommand({
  name: 'whatif',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    contact: positional(contactField()),
    member: memberField(),
    share: positional(numberField({ least: 0, most: 100, decimals: 2 })),
    order: positional(switchField()),
    fact: factKindField(),
  },
  text: {
    zh: {
      aliases: ['假如', '假设'],
      summary: '假如见了某人、份额变化、有了订单，会怎样（什么也不写入）',
      fields: { account: '客户', contact: '联系人', member: '我方人员', share: '份额', order: '订单', fact: '事项' },
      examples: ['假如 华为 李会计', '假如 华为 份额=80 订单=是'],
    },
    en: {
      aliases: ['what if'],
      summary: 'What would move if we met someone, the share changed, an order came (nothing is written)',
      fields: {
        account: 'account',
        contact: 'contact',
        member: 'colleague',
        share: 'share',
        order: 'order',
        fact: 'fact',
      },
      examples: ['whatif Northwind Bob', 'whatif Northwind share=80 order=yes'],
    },
  },
  alsoCalled: { member: ['我方', 'ours'] },
  alsoNeeds: ({ contact, share, order, fact }) =>
    [contact, share, fact].every((given) => given === undefined) && order !== true ? ['contact'] : [],
  rights: () => [],
  async run({ account, contact, member, share, order, fact }, context, input) {
    const moment = momentNow(account, context);
    const { state } = await stateAt(account, moment, context);
    const hypotheses: Hypothesis[] = [
      ...(contact ? [{ kind: 'touch', member: member ?? context.caller.member, contactId: contact.id } as const] : []),
      ...(share === undefined ? [] : [{ kind: 'share', percent: share } as const]),
      ...(order ? [{ kind: 'order' } as const] : []),
      ...(fact ? [{ kind: 'fact', factKind: fact, what: context.messages.words.factKind[fact] } as const] : []),
    ];
    const supposed = hypotheses.reduce<AccountState>((so, one) => withHypothesis(so, one, moment), state);
    const found = diffStage({ state, moment }, { state: supposed, moment }, context.thresholds);
    const personal = await maySayPersonal(account, context);
    const parts = { account, diff: found, names: namesOf(supposed), personal, context };
    const blocks = diffBlocks(parts);
    const { map } = context.messages;
    return answer({
      title: map.whatif.title(account.name),
      audience: personal ? 'asker' : 'members',
      data: diffData(parts),
      input: { ...input, ...(contact ? { member: (member ?? context.caller.member).key } : {}) },
      blocks: blocks.length === 0 ? [say(map.whatif.same)] : blocks,
    });
  },
});
