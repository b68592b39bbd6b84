import { mergeAccounts, mergeContacts } from '../services/merge.ts';
import { answer, refuse, undoButton } from './answer.ts';
import { defineCommand } from './define-command.ts';
import { positional, required } from './fields.ts';
import { accountField, contactField, otherAccountField } from './reference-fields.ts';

export const merge = defineCommand({
  name: 'merge',
  effect: 'destroy',
  role: 'member',
  fields: {
    account: required(positional(accountField())),
    // Named in a sentence like the first: merge X into Y.
    other: positional({ ...otherAccountField(), type: 'account' as const }),
    contact: contactField(),
    otherContact: contactField(),
  },
  text: {
    zh: {
      aliases: ['合并'],
      summary: '把重复的客户或联系人合并为一个（可撤销）',
      fields: { account: '客户', other: '重复客户', contact: '联系人', otherContact: '重复联系人' },
      examples: ['合并 华为技术有限公司 重复客户=华为技术', '合并 华为 联系人=张伟 重复联系人=张玮'],
    },
    en: {
      aliases: ['join'],
      summary: 'Make two entries for one account or person into one (can be undone)',
      fields: { account: 'account', other: 'duplicate', contact: 'contact', otherContact: 'duplicate contact' },
      examples: [
        'merge Northwind duplicate="Northwind Trader"',
        'merge Northwind contact="Alice Chen" otherContact="A. Chen"',
      ],
    },
  },
  alsoNeeds: ({ other, contact, otherContact }) => {
    if (contact !== undefined || otherContact !== undefined) return ['contact', 'otherContact'];
    return other === undefined ? ['other'] : [];
  },
  rights: ({ account, other }) => [
    { right: 'write', account },
    ...(other ? [{ right: 'write' as const, account: other }] : []),
  ],
  async run({ account, other, contact, otherContact }, context, input) {
    const { answers, errors } = context.messages;
    const isPeople = contact !== undefined && otherContact !== undefined;
    if (isPeople ? contact.id === otherContact.id : other?.id === account.id) {
      return refuse('invalid-argument', errors.sameTwice);
    }
    const { changeId } = await context.record(input, async (repositories) => {
      if (isPeople) await mergeContacts(otherContact, contact, repositories);
      else if (other) await mergeAccounts(other, account, repositories);
    });
    const [gone, stays] = isPeople ? [otherContact.name, contact.name] : [other?.name ?? '', account.name];
    return answer({
      title: answers.merged(gone, stays),
      data: { account: account.name, merged: gone, into: stays },
      input,
      tone: 'good',
      blocks: undoButton(context, changeId),
    });
  },
});
