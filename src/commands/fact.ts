import type { Fact } from '../domain/records.ts';
import { capitalised, formatDay } from '../i18n/format.ts';
import { answer, compact, refuse, say, undoButton } from './answer.ts';
import { factKindField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { free, positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { dayField, textField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

export const fact = defineCommand({
  name: 'fact',
  effect: 'write',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    kind: positional(factKindField()),
    what: free(textField(500)),
    from: positional(dayField('past', true)),
    to: dayField('future'),
  },
  text: {
    zh: {
      aliases: ['事实'],
      summary: '记录融合事项（联合开发、定制、升级、共同标准、共同扩产）或联盟事项（合资、参股）',
      fields: { account: '客户', kind: '类别', what: '内容', from: '起始日期', to: '截止日期' },
      examples: ['事实 华为 融合 联合开发测试平台 起=2026-03-01'],
    },
    en: {
      aliases: ['facts'],
      summary:
        'Record an integration (joint development, customisation, upgrade, joint standard, scaling up) or an alliance (joint venture, equity)',
      fields: { account: 'account', kind: 'kind', what: 'subject', from: 'first day', to: 'last day' },
      examples: ['fact Northwind integration "joint test platform" from=2026-03-01'],
    },
  },
  alsoCalled: { from: ['起'], to: ['止'] },
  alsoNeeds: ({ kind, what, from, to }) => {
    const isWrite = [kind, what, from, to].some((given) => given !== undefined);
    return isWrite ? ['kind', 'what'] : [];
  },
  rights: ({ account, what }) => (what === undefined ? [] : [{ right: 'write', account }]),
  async run({ account, kind, what, from, to }, context) {
    const known = await context.views.ofAccount('fact', account.id);
    if (kind === undefined || what === undefined) return listFacts(account.name, known, context);
    const earlier = known.find(
      (one) => one.kind === kind && one.what === what && (from === undefined || one.from === from),
    );
    const start = from ?? earlier?.from ?? momentNow(account, context).day;
    if (to !== undefined && to < start) return refuse('invalid-argument', context.messages.errors.factOrder);
    const understood = { account: account.name, kind, what, from: start, ...compact({ to: to ?? null }) };
    const { value, changeId } = await context.record(understood, async (repositories) => {
      const record: Fact = {
        id: earlier?.id ?? context.newId(),
        accountId: account.id,
        kind,
        what,
        from: start,
        to: to ?? null,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await (earlier ? repositories.update('fact', record) : repositories.insert('fact', record));
      return record;
    });
    return answer({
      title: context.messages.answers.factRecorded(account.name),
      data: bookFact(value),
      input: understood,
      tone: 'good',
      blocks: [say(lineOf(value, context)), ...undoButton(context, changeId)],
    });
  },
});

function listFacts(account: string, facts: readonly Fact[], context: CommandContext) {
  return answer({
    title: context.messages.answers.factsOf(account, facts.length),
    data: { facts: facts.map(bookFact) },
    blocks: facts.map((one) => say(lineOf(one, context))),
  });
}

function lineOf({ kind, what, from, to }: Fact, { messages, language }: CommandContext): string {
  const until = to === null ? messages.answers.stillInForce : formatDay(to, language);
  return `${capitalised(messages.words.factKind[kind])} · ${what} · ${formatDay(from, language)} – ${until}`;
}

/** A fact as in the book. */
function bookFact({ id, kind, what, from, to }: Fact) {
  return { id, kind, what, from, ...compact({ to }) };
}
