import {
  ACCOUNT_KINDS,
  ATTITUDES,
  CONTACT_STATES,
  DEPARTMENTS,
  DIGEST_KINDS,
  FACT_KINDS,
  FUNCTIONS,
  INTERACTION_KINDS,
  LANGUAGES,
  LAYERS,
  MEMBER_STATES,
  NUDGE_RULES,
  PIN_TARGETS,
  PROCUREMENT_ROLES,
  RECIPIENT_CLASSES,
  ROLES,
  SIGNALS,
} from '../domain/vocabulary.ts';
import { en } from '../i18n/en/index.ts';
import { zh } from '../i18n/zh/index.ts';
import type { Choice } from './fields.ts';
import { choiceField, choicesField } from './plain-fields.ts';
import { WHO_FILTERS } from './who-filter.ts';

type WordGroup = {
  [K in keyof typeof en.words]: (typeof en.words)[K] extends Readonly<Record<string, string>> ? K : never;
}[keyof typeof en.words];

/** Each key with its words in both languages; `extra` are further words people use. */
function choicesOf<T extends string>(
  keys: readonly T[],
  group: WordGroup,
  extra: Partial<Record<T, readonly string[]>> = {},
): readonly Choice[] {
  const inEnglish = en.words[group] as Readonly<Record<string, string>>;
  const inChinese = zh.words[group] as Readonly<Record<string, string>>;
  return keys.map((value) => ({
    value,
    words: [...new Set([value, inEnglish[value] ?? value, inChinese[value] ?? value, ...(extra[value] ?? [])])].map(
      (word) => word.toLowerCase(),
    ),
  }));
}

const field = <T extends string>(keys: readonly T[], group: WordGroup, extra?: Partial<Record<T, readonly string[]>>) =>
  choiceField<T>(
    keys,
    ({ context }) => context.messages.words[group] as Readonly<Record<T, string>>,
    choicesOf(keys, group, extra),
  );
const fields = <T extends string>(
  keys: readonly T[],
  group: WordGroup,
  extra?: Partial<Record<T, readonly string[]>>,
) =>
  choicesField<T>(
    keys,
    ({ context }) => context.messages.words[group] as Readonly<Record<T, string>>,
    choicesOf(keys, group, extra),
  );

const departmentWords = {
  technology: ['tech', 'it', 'engineering', '研发', '技术部'],
  finance: ['财务部'],
  purchasing: ['procurement', '采购部'],
  executive: ['top', 'management board', '总经理室', '高管'],
  production: ['生产部'],
  marketing: ['市场部'],
} as const;

export const departmentField = () => field(DEPARTMENTS, 'department', departmentWords);
export const functionField = () =>
  field(FUNCTIONS, 'department', { ...departmentWords, sales: ['销售部'], service: ['售后', '客服'] });
export const layerField = () =>
  field(LAYERS, 'layer', {
    decision: ['决策', 'decision-maker', 'decision makers'],
    management: ['管理'],
    operation: ['操作', 'operations layer', 'operational', '执行层'],
  });
export const procurementRolesField = () =>
  fields(PROCUREMENT_ROLES, 'procurementRole', { decider: ['decision maker'], coach: ['教练'] });
export const attitudeField = () =>
  field(ATTITUDES, 'attitude', {
    resist: ['opposes', 'against', '反对'],
    doubt: ['doubtful', 'sceptical'],
    accept: ['认可'],
    support: ['supporter', 'for', '赞成'],
  });
export const contactStateField = () =>
  field(CONTACT_STATES, 'contactState', { 'in-post': ['在职'], moved: ['转岗'], left: ['走了', 'gone'] });
export const roleField = () => field(ROLES, 'role');
export const memberStateField = () => field(MEMBER_STATES, 'memberState');
export const accountKindsField = () =>
  fields(ACCOUNT_KINDS, 'accountKind', {
    economic: ['经济'],
    important: ['重要'],
    group: ['集团'],
    strategic: ['战略'],
  });
export const recipientClassField = () =>
  field(RECIPIENT_CLASSES, 'recipientClass', {
    'state-owned': ['国企', '国有'],
    government: ['政府'],
    private: ['民企', '民营'],
    foreign: ['外企', '外资'],
  });
export const interactionKindField = () =>
  field(INTERACTION_KINDS, 'interactionKind', {
    email: ['email', 'mail'],
    meeting: ['开会', '会议'],
    meal: ['吃饭'],
    service: ['售后'],
  });
export const signalsField = () => fields(SIGNALS, 'signal');
export const factKindField = () =>
  field(FACT_KINDS, 'factKind', { integration: ['融合', '一体化', '联合'], alliance: ['联盟', '战略联盟'] });
export const pinTargetField = () =>
  field(PIN_TARGETS, 'pinTarget', { step: ['台阶', '关系'], stage: ['阶段', '合作'] });
export const whoFilterField = () =>
  choiceField(
    WHO_FILTERS,
    ({ context }) => ({
      ...context.messages.map.filter,
      ...context.messages.words.department,
      ...context.messages.words.layer,
    }),
    [
      { value: 'opposed', words: ['opposed', 'against', 'opponents', '反对', '抵触'] },
      { value: 'supporters', words: ['supporters', 'support', '支持', '支持者'] },
      { value: 'deciders', words: ['deciders', 'decides', '决策者', '谁说了算', '拍板'] },
      { value: 'key-people', words: ['key-people', 'key people', 'key', '关键人'] },
      { value: 'linked', words: ['linked', 'known', '认识'] },
      { value: 'unlinked', words: ['unlinked', 'unknown', '不认识'] },
      { value: 'gone', words: ['gone', 'left', '离开'] },
      ...choicesOf(DEPARTMENTS, 'department', departmentWords),
      ...choicesOf(LAYERS, 'layer'),
    ],
  );
export const languageField = () =>
  field(LANGUAGES, 'language', { zh: ['chinese', '汉语', 'zh-cn'], en: ['英文', '英语', 'en-us'] });
/** Words of nudges stand in a part of the catalogue of their own. */
const nudgeWords = <T extends string>(keys: readonly T[], group: (of: typeof en) => Readonly<Record<T, string>>) =>
  keys.map((value) => ({
    value,
    words: [value, group(en)[value], group(zh)[value]].map((word) => word.toLowerCase()),
  }));
export const nudgeRuleField = () =>
  choiceField(
    NUDGE_RULES,
    ({ context }) => context.messages.nudges.rule,
    nudgeWords(NUDGE_RULES, ({ nudges }) => nudges.rule),
  );
export const digestKindsField = () =>
  choicesField(
    DIGEST_KINDS,
    ({ context }) => context.messages.nudges.digest.kind,
    nudgeWords(DIGEST_KINDS, ({ nudges }) => nudges.digest.kind),
  );
export const actionField = <T extends string>(keys: readonly T[], words: Readonly<Record<T, readonly string[]>>) =>
  choiceField<T>(
    keys,
    () => Object.fromEntries(keys.map((key) => [key, key])) as unknown as Record<T, string>,
    keys.map((value) => ({ value, words: [value, ...words[value]] })),
  );
