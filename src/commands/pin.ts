import { pinsOn } from '../domain/pins.ts';
import type { Account, Pin } from '../domain/records.ts';
import { COOPERATION_STAGES } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, buttons, refuse, say, undoButton } from './answer.ts';
import { pinTargetField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { free, positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { dayField, textField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

export const pin = defineCommand({
  name: 'pin',
  effect: 'write',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    target: positional(pinTargetField()),
    // Typed in one go with the reason, which is in the person's own words.
    value: free(textField(20)),
    reason: textField(500),
    until: positional(dayField('future')),
  },
  text: {
    zh: {
      aliases: ['固定'],
      summary: '经理的判断，与计算结果并列显示，到期自动失效',
      fields: { account: '客户', target: '对象', value: '值', reason: '理由', until: '截止日期' },
      examples: ['固定 华为 台阶 3 理由="高层已口头同意" 截止=2026-12-31', '固定 华为 台阶 off'],
    },
    en: {
      aliases: ['pins'],
      summary: "A manager's judgement, shown beside what is computed, until a day",
      fields: { account: 'account', target: 'target', value: 'value', reason: 'reason', until: 'end date' },
      examples: ['pin Northwind step 3 reason="agreed by word of mouth" until=2026-12-31', 'pin Northwind step off'],
    },
  },
  alsoCalled: { until: ['截止'] },
  alsoNeeds: ({ target, value, reason, until }) => {
    if ([target, value, reason, until].every((given) => given === undefined)) return [];
    return value !== undefined && isOff(value) ? ['target'] : ['target', 'value', 'reason', 'until'];
  },
  rights: ({ account, value }) => (value === undefined ? [] : [{ right: 'pin', account }]),
  async run({ account, target, value, reason, until }, context, input) {
    if (target === undefined || value === undefined) return showPins(account, context, null, input);
    const { errors } = context.messages;
    const today = momentNow(account, context).day;
    if (isOff(value)) {
      const { changeId } = await context.record(input, async (repositories) => {
        for (const one of pinsOn(await repositories.ofAccount('pin', account.id), today)) {
          if (one.target === target) await repositories.remove('pin', one.id);
        }
      });
      return showPins(account, context, changeId, input);
    }
    const pinned = toPinned(target, value);
    if (pinned === undefined) return refuse('invalid-argument', errors.notPinValue(target));
    if (until === undefined || reason === undefined) return showPins(account, context, null, input);
    if (until < today) return refuse('invalid-argument', errors.pinPast);
    const understood = { ...input, value: pinned };
    const { changeId } = await context.record(understood, async (repositories) => {
      const inForce = pinsOn(await repositories.ofAccount('pin', account.id), today).find(
        (one) => one.target === target,
      );
      const record: Pin = {
        id: inForce?.id ?? context.newId(),
        accountId: account.id,
        target,
        value: pinned,
        reason,
        from: today,
        until,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await (inForce ? repositories.update('pin', record) : repositories.insert('pin', record));
    });
    return showPins(account, context, changeId, understood);
  },
});

/** Pins as answers show them. */
export async function bookPins(pins: readonly Pin[], context: CommandContext) {
  return Promise.all(
    pins.map(async ({ target, value, reason, from, until, authorId }) => ({
      target,
      value: target === 'step' ? Number(value) : value,
      reason,
      from,
      until,
      by: (await context.expect('member', authorId)).key,
    })),
  );
}

export function pinLine({ target, value, reason, until }: Pin, { messages, language }: CommandContext): string {
  return messages.answers.pinLine(messages.words.pinTarget[target], value, reason, formatDay(until, language));
}

async function showPins(
  account: Account,
  context: CommandContext,
  changeId: string | null,
  input: Readonly<Record<string, unknown>>,
) {
  const pins = pinsOn(await context.views.ofAccount('pin', account.id), momentNow(account, context).day);
  const { answers, forms } = context.messages;
  return answer({
    title: answers.pinsOf(account.name, pins.length),
    data: { pins: await bookPins(pins, context) },
    input,
    tone: changeId === null ? 'neutral' : 'good',
    blocks: [
      ...pins.map((one) => say(pinLine(one, context))),
      ...undoButton(context, changeId),
      ...buttons({ label: forms.stage, press: { command: 'stage', args: { account: `#${account.id}` } } }),
    ],
  });
}

const isOff = (value: string): boolean => /^(off|none|remove|取消|关|无)$/i.test(value.trim());

/** A step 0–5 or a stage's key, in either language; `undefined` when it is neither. */
function toPinned(target: Pin['target'], value: string): string | undefined {
  const typed = value.trim().toLowerCase();
  if (target === 'step') return /^[0-5]$/.test(typed) ? typed : undefined;
  const inChinese = ['开发', '初期', '稳定', '战略'].findIndex((word) => typed.includes(word));
  return COOPERATION_STAGES.find((stage) => stage === typed) ?? COOPERATION_STAGES[inChinese];
}
