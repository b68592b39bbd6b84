import type { TraitField } from '../domain/records.ts';
import { FESTIVALS } from '../domain/vocabulary.ts';
import { birthdayField } from './birthday-field.ts';
import {
  actionField,
  attitudeField,
  contactStateField,
  departmentField,
  layerField,
  procurementRolesField,
} from './choices.ts';
import { type Args, hidden, positional } from './fields.ts';
import { festivalNames } from './occasion-field.ts';
import { choicesField, dayField, numberField, textField } from './plain-fields.ts';
import { accountField, contactField, otherAccountField } from './reference-fields.ts';

/** What can be said of a contact. */
export const fields = {
  account: positional(accountField()),
  contact: positional(contactField()),
  action: hidden(
    positional(
      actionField(['add', 'export', 'erase'], {
        add: ['新增', '添加', '新建', 'new'],
        export: ['导出', '查阅'],
        erase: ['抹除', '删除个人数据', '清除'],
      }),
    ),
  ),
  name: textField(200),
  title: textField(200),
  department: departmentField(),
  layer: layerField(),
  roles: procurementRolesField(),
  attitude: attitudeField(),
  weight: numberField({ least: 0, most: 100, decimals: 0 }),
  state: contactStateField(),
  on: dayField('past', true),
  source: textField(200),
  successor: contactField(),
  reportsTo: contactField(),
  email: textField(200),
  phone: textField(60),
  tastes: textField(1000),
  taboos: textField(1000),
  birthday: birthdayField(),
  moveTo: hidden(otherAccountField()),
  confirm: hidden(textField(200)),
  optOut: choicesField(
    FESTIVALS,
    ({ context }) => context.messages.words.festival,
    FESTIVALS.map((value) => ({ value, words: festivalNames(value) })),
  ),
};
export type ContactArgs = Args<typeof fields>;
export type Input = Readonly<Record<string, unknown>>;

export const TRAITS = [
  'department',
  'layer',
  'roles',
  'attitude',
  'weight',
  'state',
] as const satisfies readonly TraitField[];
