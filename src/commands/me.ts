import { isZone } from '../domain/zones.ts';
import { messagesIn } from '../i18n/messages.ts';
import { nameKey } from '../language/names.ts';
import { answer, fieldsOf, refuse, undoButton } from './answer.ts';
import { bookMember } from './book-shapes.ts';
import { languageField } from './choices.ts';
import { defineCommand } from './define-command.ts';
import { positional } from './fields.ts';
import { textField } from './plain-fields.ts';

export const me = defineCommand({
  name: 'me',
  effect: 'write',
  role: 'viewer',
  fields: {
    language: positional(languageField()),
    timeZone: textField(60),
    name: textField(200),
    forget: textField(200),
  },
  text: {
    zh: {
      aliases: ['我'],
      summary: '查看或修改自己的姓名、语言、时区',
      fields: { language: '语言', timeZone: '时区', name: '姓名', forget: '忘记叫法' },
      examples: ['我', '我 语言=en 时区=America/New_York'],
    },
    en: {
      aliases: ['whoami'],
      summary: 'See or change your own name, language and time zone',
      fields: { language: 'language', timeZone: 'zone', name: 'name', forget: 'forget' },
      examples: ['me', 'me language=zh zone=Asia/Shanghai'],
    },
  },
  rights: () => [],
  async run({ language, timeZone, name, forget }, context, input) {
    const { member, role } = context.caller;
    if (timeZone !== undefined && !isZone(timeZone))
      return refuse('invalid-argument', context.messages.errors.notZone(timeZone));
    const wanted = {
      ...member,
      language: language ?? member.language,
      timeZone: timeZone ?? member.timeZone,
      name: name ?? member.name,
    };
    const { changeId } = await context.record(input, async (repositories) => {
      await repositories.update('member', wanted);
      const taught = forget === undefined ? undefined : await repositories.taughtName(member.id, nameKey(forget));
      if (taught) await repositories.remove('taughtName', taught.id);
    });
    // Whoever changes the language wants to be answered in it.
    const messages = messagesIn(language ?? context.language);
    const { column } = messages.answers;
    const shown = await bookMember(wanted, context);
    return answer({
      title: wanted.name,
      audience: 'asker',
      data: { ...shown, role },
      input,
      tone: changeId === null ? 'neutral' : 'good',
      blocks: [
        ...fieldsOf([
          [column.key, wanted.key],
          [column.role, messages.words.role[role]],
          [column.function, messages.words.department[wanted.function]],
          [column.timeZone, wanted.timeZone],
          [column.language, messages.words.language[wanted.language]],
        ]),
        ...undoButton(context, changeId),
      ],
    });
  },
});
