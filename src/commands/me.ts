import { isZone } from '../domain/zones.ts';
import { messagesIn } from '../i18n/messages.ts';
import { nameKey } from '../language/names.ts';
import { answer, fieldsOf, refuse, undoButton } from './answer.ts';
import { bookMember } from './book-shapes.ts';
import { languageField } from './choices.ts';
import { defineCommand } from './define-command.ts';
import { positional } from './fields.ts';
import { textField } from './plain-fields.ts';
import { platformField, preferenceLines, wantedPreference } from './preference-changes.ts';
import { calendarField, nudgeTimeField, workdaysField } from './preference-fields.ts';

export const me = defineCommand({
  name: 'me',
  effect: 'write',
  role: 'viewer',
  fields: {
    language: positional(languageField()),
    timeZone: textField(60),
    name: textField(200),
    nudges: nudgeTimeField(),
    workdays: workdaysField(),
    holidays: calendarField(),
    platform: platformField(),
    forget: textField(200),
  },
  text: {
    zh: {
      aliases: ['我'],
      summary: '查看或修改自己的姓名、语言、时区，以及每日提醒的时间、工作日和放假日历',
      fields: {
        language: '语言',
        timeZone: '时区',
        name: '姓名',
        nudges: '提醒',
        workdays: '工作日',
        holidays: '假期',
        platform: '平台',
        forget: '要忘记的叫法',
      },
      examples: ['我', '我 语言=en 时区=America/New_York', '我 提醒=08:30 工作日=周一至周五', '我 提醒=关'],
    },
    en: {
      aliases: ['whoami'],
      summary:
        'See or change your own name, language and time zone, the hour of your daily message, your working days and days off',
      fields: {
        language: 'language',
        timeZone: 'zone',
        name: 'name',
        nudges: 'nudges',
        workdays: 'workdays',
        holidays: 'holidays',
        platform: 'platform',
        forget: 'name to forget',
      },
      examples: ['me', 'me language=zh zone=Asia/Shanghai', 'me nudges=08:30 workdays=1-5', 'me nudges=off'],
    },
  },
  alsoCalled: { forget: ['忘记叫法'] },
  rights: () => [],
  async run(args, context, input) {
    const { language, timeZone, name, forget } = args;
    const { member, role } = context.caller;
    if (timeZone !== undefined && !isZone(timeZone))
      return refuse('invalid-argument', context.messages.errors.notZone(timeZone));
    const wanted = {
      ...member,
      language: language ?? member.language,
      timeZone: timeZone ?? member.timeZone,
      name: name ?? member.name,
    };
    const recorded = await context.views.get('preference', member.id);
    const preference = wantedPreference(args, member, wanted, recorded, context.now);
    const { changeId } = await context.record(input, async (repositories) => {
      await repositories.update('member', wanted);
      if (preference.isChanged)
        await (recorded
          ? repositories.update('preference', preference.wanted)
          : repositories.insert('preference', preference.wanted));
      const taught = forget === undefined ? undefined : await repositories.taughtName(member.id, nameKey(forget));
      if (taught) await repositories.remove('taughtName', taught.id);
    });
    // Whoever changes the language wants to be answered in it.
    const messages = messagesIn(language ?? context.language);
    const { column } = messages.answers;
    const shown = await bookMember(wanted, context);
    const { isOn, time, workdays, calendar, platform } = preference.wanted;
    return answer({
      title: wanted.name,
      audience: 'asker',
      data: { ...shown, role, nudges: isOn ? time : 'off', workdays, holidays: calendar, platform },
      input,
      tone: changeId === null ? 'neutral' : 'good',
      blocks: [
        ...fieldsOf([
          [column.key, wanted.key],
          [column.role, messages.words.role[role]],
          [column.function, messages.words.department[wanted.function]],
          [column.timeZone, wanted.timeZone],
          [column.language, messages.words.language[wanted.language]],
          ...preferenceLines(preference.wanted, messages, language ?? context.language),
        ]),
        ...undoButton({ ...context, messages }, changeId),
      ],
    });
  },
});
