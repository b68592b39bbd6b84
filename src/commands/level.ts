import type { Level } from '../domain/records.ts';
import { INTERPERSONAL_LEVELS, type InterpersonalLevel } from '../domain/vocabulary.ts';
import { en } from '../i18n/en/index.ts';
import { formatDay } from '../i18n/format.ts';
import { zh } from '../i18n/zh/index.ts';
import { answer, fieldsOf, maySayPersonal, refuse, undoButton } from './answer.ts';
import { levelsOf } from './book-shapes.ts';
import { defineCommand } from './define-command.ts';
import { positional, required } from './fields.ts';
import { memberNames } from './member-names.ts';
import { momentNow } from './moments.ts';
import { choiceField, dayField } from './plain-fields.ts';
import { accountField, contactField, memberField } from './reference-fields.ts';

const NUMBERS = ['1', '2', '3', '4', '5'] as const;
const levelField = () =>
  choiceField(
    NUMBERS,
    ({ context }) => {
      const { level } = context.messages.words;
      return { 1: level.greeting, 2: level.facts, 3: level.views, 4: level.interests, 5: level.values };
    },
    INTERPERSONAL_LEVELS.map((key, index) => ({
      value: String(index + 1),
      words: [key, en.words.level[key], zh.words.level[key], `${index + 1}级`, `l${index + 1}`],
    })),
  );

export const level = defineCommand({
  name: 'level',
  effect: 'write',
  role: 'viewer',
  fields: {
    account: positional(accountField()),
    contact: required(positional(contactField())),
    level: positional(levelField()),
    member: memberField(),
    on: positional(dayField('past', true)),
  },
  text: {
    zh: {
      aliases: ['层次'],
      summary: '说明与某位联系人的人际层次（1 寒暄 – 5 价值观）',
      fields: { account: '客户', contact: '联系人', level: '层次', member: '我方人员', on: '日期' },
      examples: ['层次 华为 张伟 3'],
    },
    en: {
      aliases: ['levels'],
      summary: 'State how deep you stand with a contact (1 pleasantries – 5 shared values)',
      fields: { account: 'account', contact: 'contact', level: 'level', member: 'colleague', on: 'date' },
      examples: ['level Alice at Northwind 3'],
    },
  },
  alsoCalled: { member: ['我方', 'ours'] },
  rights: ({ account, level: stated }) => (stated === undefined || !account ? [] : [{ right: 'write', account }]),
  async run({ contact, level: stated, member = undefined, on }, context) {
    const account = await context.expect('account', contact.accountId);
    const { answers, errors, words } = context.messages;
    if (stated === undefined) {
      const known = (await maySayPersonal(account, context)) ? await levelsOf(contact, context) : null;
      const nameOf = await memberNames(context.views);
      return answer({
        title: answers.levelsOf(contact.name),
        audience: 'asker',
        data: { contact: contact.name, account: account.name, levels: known },
        blocks: fieldsOf(
          (known ?? []).map((one) => [
            nameOf(one.member),
            `${one.level} · ${words.level[INTERPERSONAL_LEVELS[one.level - 1] ?? 'greeting']}`,
          ]),
        ),
      });
    }
    const who = member ?? context.caller.member;
    const isOwn = who.id === context.caller.member.id || context.caller.role === 'admin';
    if (!isOwn && !(await context.permissions.isManagerOf(who.id))) return refuse('forbidden', errors.mayNotState);
    const value = Number(stated) as InterpersonalLevel;
    const day = on ?? momentNow(account, context).day;
    const understood = { account: account.name, contact: contact.name, level: value, member: who.key, on: day };
    const { changeId } = await context.record(understood, async (repositories) => {
      const earlier = (await repositories.ofAccount('level', account.id)).find(
        (one) => one.contactId === contact.id && one.memberId === who.id && one.on === day,
      );
      const record: Level = {
        id: earlier?.id ?? context.newId(),
        accountId: account.id,
        contactId: contact.id,
        memberId: who.id,
        level: value,
        on: day,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await (earlier ? repositories.update('level', record) : repositories.insert('level', record));
    });
    const name = words.level[INTERPERSONAL_LEVELS[value - 1] ?? 'greeting'];
    return answer({
      title: answers.levelStated(who.name, contact.name, value, name),
      audience: 'asker',
      tone: 'good',
      data: { contact: contact.name, member: who.key, level: value, on: day },
      input: understood,
      blocks: [
        ...fieldsOf([[answers.column.date, formatDay(day, context.language)]]),
        ...undoButton(context, changeId),
      ],
    });
  },
});
