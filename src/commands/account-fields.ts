import { cadenceField, festivalSetsField } from './account-rhythm-fields.ts';
import { accountKindsField, actionField, recipientClassField } from './choices.ts';
import { type Args, hidden, positional } from './fields.ts';
import { dayField, numberField, switchField, textField } from './plain-fields.ts';
import { accountField, memberField, membersField } from './reference-fields.ts';

/** What can be said of an account. */
export const fields = {
  account: positional(accountField()),
  action: hidden(
    positional(
      actionField(['add', 'archive', 'restore', 'bind', 'unbind'], {
        add: ['新增', '添加', '新建', 'new'],
        archive: ['归档'],
        restore: ['恢复', 'unarchive'],
        bind: ['绑定'],
        unbind: ['解绑', '解除绑定'],
      }),
    ),
  ),
  name: textField(200),
  aliases: textField(500),
  kinds: accountKindsField(),
  owner: memberField(),
  backup: memberField(),
  team: membersField(),
  archived: hidden(switchField()),
  timeZone: textField(60),
  recipientClass: recipientClassField(),
  recipientRule: textField(500),
  festivalSets: festivalSetsField(),
  cadence: cadenceField(),
  price: textField(500),
  service: textField(500),
  responseHours: numberField({ least: 0, most: 8760, decimals: 1 }),
  namedContact: textField(200),
  reviewedOn: dayField('past', true),
};
export type AccountArgs = Args<typeof fields>;
export type Input = Readonly<Record<string, unknown>>;
