import { parseSetting, SETTING_KEYS, type SettingKey, settingRange } from '../services/settings.ts';
import { answer, fieldsOf, quiet, refuse, undoButton } from './answer.ts';
import { defineCommand } from './define-command.ts';
import { positional } from './fields.ts';
import { textField } from './plain-fields.ts';

export const settings = defineCommand({
  name: 'settings',
  effect: 'write',
  role: 'viewer',
  fields: { key: positional(textField(60)), value: positional(textField(300)) },
  text: {
    zh: {
      aliases: ['设置'],
      summary: '查看或修改全组织的设置',
      fields: { key: '设置项', value: '值' },
      examples: ['设置', '/kam 设置 active-days 120', '/kam 设置 gift-limit-private 500'],
    },
    en: {
      aliases: ['setting'],
      summary: "See or change the organisation's settings",
      fields: { key: 'key', value: 'value' },
      examples: ['settings', '/kam settings active-days 120', '/kam settings gift-limit-private 500'],
    },
  },
  rights: ({ key, value }) => (key === undefined && value === undefined ? [] : [{ right: 'role', role: 'admin' }]),
  async run({ key, value }, context, input) {
    const { messages } = context;
    // Typed without names, key and value arrive as one text.
    const [typedKey = '', ...rest] = (key ?? '').split(/\s+/);
    const typed = value ?? rest.join(' ');
    const known = SETTING_KEYS.find((one) => one === typedKey.toLowerCase());
    if (typedKey !== '' && known === undefined) {
      return refuse('invalid-argument', messages.errors.unknownSetting(typedKey, SETTING_KEYS), {
        suggestions: SETTING_KEYS,
      });
    }
    if (known === undefined || typed === '') {
      const shown = known === undefined ? SETTING_KEYS : [known];
      return answer({
        title: messages.answers.settings,
        data: { settings: context.settings },
        blocks: fieldsOf(
          shown.map((one) => [
            one,
            messages.answers.aside(String(context.settings[one] ?? messages.answers.notSet), settingRange(one)),
          ]),
        ),
        input,
      });
    }
    const wanted = parseSetting(known, typed);
    if (wanted === undefined)
      return refuse('invalid-argument', messages.errors.settingRange(known, settingRange(known)));
    const understood = { key: known, value: wanted };
    const { changeId } = await context.record(understood, async (repositories) => {
      const before = await repositories.get('setting', known);
      if (wanted === null) return before && repositories.remove('setting', known);
      const record = { id: known satisfies SettingKey, value: wanted };
      await (before ? repositories.update('setting', record) : repositories.insert('setting', record));
    });
    const isCompared = known !== 'gift-currency' && known.startsWith('gift-') && wanted !== null;
    const needsCurrency = isCompared && context.settings['gift-currency'] === null;
    return answer({
      title: messages.answers.settingChanged(known, wanted === null ? messages.answers.notSet : String(wanted)),
      data: { settings: { ...context.settings, [known]: wanted } },
      input: understood,
      tone: 'good',
      blocks: [...(needsCurrency ? [quiet(messages.gifts.needsCurrency)] : []), ...undoButton(context, changeId)],
    });
  },
});
