import { accountOn } from '../domain/account-on.ts';
import { coverageOf } from '../domain/coverage.ts';
import { type Finding, findingsOn } from '../domain/findings.ts';
import { hidePersonal, type PersonOn, whoOn } from '../domain/people.ts';
import type { AccountState } from '../domain/records.ts';
import { type Introduction, repairOf } from '../domain/repair.ts';
import { type Shape, shapeOf } from '../domain/shape.ts';
import { supportIndex } from '../domain/support-index.ts';
import { comesAfter } from '../domain/traits.ts';
import { ATTITUDES } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block, Text } from '../reply/reply.ts';
import { findingWords } from '../services/finding-words.ts';
import { answer, buttons, fieldsOf, maySayPersonal, quiet, say } from './answer.ts';
import { whoFilterField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { bookCoverage, coverageTable } from './coverage-matrix.ts';
import { defineCommand } from './define-command.ts';
import { type Names, namesOf } from './evidence-lines.ts';
import { positional, required } from './fields.ts';
import { momentOf } from './moments.ts';
import { dayField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';
import { keepsPerson } from './who-filter.ts';

export const who = defineCommand({
  name: 'who',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    at: positional(dayField('past')),
    filter: positional(whoFilterField()),
  },
  text: {
    zh: {
      aliases: ['谁', '组织图'],
      summary: '对方有谁、谁决定、谁支持或反对、我们谁认识谁、覆盖缺口',
      fields: { account: '客户', at: '日期', filter: '筛选' },
      examples: ['谁在华为反对我们？', '华为财务谁熟？', '谁 华为'],
    },
    en: {
      aliases: ['people', 'org map'],
      summary: 'Who is there, who decides, who is for or against us, who knows whom, and the gaps',
      fields: { account: 'account', at: 'date', filter: 'filter' },
      examples: ['who decides at Northwind?', 'who opposes us at Northwind?', 'who Northwind'],
    },
  },
  rights: () => [],
  async run({ account, at, filter }, context, input) {
    const moment = momentOf(at, account, context);
    const state = await context.views.accountState(account.id, moment.at);
    if (!state) throw new Error(`account ${account.id} is gone`);
    const on = accountOn(state, moment, context.thresholds);
    const personal = await maySayPersonal(account, context);
    const everyone = personal ? whoOn(on) : whoOn(on).map(hidePersonal);
    const people = everyone
      .filter((person) => filter === undefined || keepsPerson(person, filter))
      .filter(({ contact: { id } }) => !comesAfter(state.traits, id, on.moment.day));
    const names = namesOf(state);
    const [findings, shape, index] = [findingsOn(on), shapeOf(on.active), supportIndex(on.contacts)];
    const coverage = coverageOf(on);
    const { map } = context.messages;
    return answer({
      title: map.title(account.name, people.length, on.keyPeople.length),
      audience: personal ? 'asker' : 'members',
      input,
      data: {
        contacts: people.map((person) => bookPerson(person, names)),
        supportIndex: index,
        findings: findings.map((finding) => bookFinding(finding, names)),
        shape: { key: shape.key, cut: shape.cut, names: shape.people.map(({ name }) => name) },
        matrix: bookCoverage(coverage, names),
      },
      blocks: [
        ...(people.length === 0 ? [say(map.nobody)] : [peopleTable(people, names, context)]),
        ...disagreements(people, state, context),
        ...(filter === undefined
          ? [
              ...coverageTable(coverage, names, context.messages),
              ...summary(shape, index, context),
              ...findingLines(findings, names, context),
              ...repairLines(repairOf(on), shape, names, context),
            ]
          : []),
        ...buttons(
          { label: context.messages.forms.stage, press: { command: 'stage', args: { account: `#${account.id}` } } },
          {
            label: context.messages.forms.addContact,
            press: { command: 'contact', args: { action: 'add', account: `#${account.id}` } },
          },
        ),
      ],
    });
  },
});

function bookPerson(person: PersonOn, names: Names) {
  const { contact, department, layer, roles, attitude, weight, state, keyPerson, bestLevel, activeLinks } = person;
  return {
    name: contact.name,
    department,
    layer,
    roles,
    attitude,
    weight,
    state,
    keyPerson,
    bestLevel,
    activeLinks: activeLinks.map((id) => names.memberKey(id)),
  };
}

/** A finding with whom it is about: a member's key, a contact's name, or a department. */
export function bookFinding(
  finding: Finding,
  names: Names,
): { readonly key: Finding['key']; readonly subject?: string } {
  const { key } = finding;
  if ('memberId' in finding) return { key, subject: names.memberKey(finding.memberId) };
  if ('contactId' in finding) return { key, subject: names.contact(finding.contactId) };
  if ('department' in finding) return { key, subject: finding.department };
  return { key };
}

function peopleTable(people: readonly PersonOn[], names: Names, { messages }: CommandContext): Block {
  const { words, answers, map } = messages;
  const order = [...people].sort(
    (a, b) => Number(b.keyPerson) - Number(a.keyPerson) || (b.weight ?? 0) - (a.weight ?? 0),
  );
  const rows = order.map((person): readonly Text[] => {
    const attitude = person.attitude === null ? '' : words.attitude[person.attitude];
    const faded = person.views.some(({ field, isFaded }) => field === 'attitude' && isFaded) ? ` ${map.faded}` : '';
    const place = [person.department && words.department[person.department], person.layer && words.layer[person.layer]];
    return [
      [person.keyPerson ? { strong: `★ ${person.contact.name}` } : person.contact.name],
      [person.contact.title, ...place].filter((part) => part).join(' · '),
      person.roles.map((role) => words.procurementRole[role]).join(answers.separator),
      `${attitude}${faded}`,
      person.weight === null ? '' : String(person.weight),
      person.state === 'in-post'
        ? person.activeLinks.map((id) => linkCell(id, person, names, answers)).join(answers.separator)
        : words.contactState[person.state],
    ];
  });
  const { column } = answers;
  const labels = [column.name, column.department, column.roles, column.attitude, column.weight, map.activeLinks];
  return { kind: 'table', columns: labels.map((label) => ({ label })), rows };
}

/** Who is in touch with them, and how deep where a level was stated and may be told. */
function linkCell(
  memberId: string,
  { levels }: PersonOn,
  names: Names,
  { aside }: CommandContext['messages']['answers'],
): string {
  const stated = levels.find((level) => level.memberId === memberId);
  return stated === undefined ? names.member(memberId) : aside(names.member(memberId), `${stated.level}/5`);
}

/** Colleagues who see a person differently, side by side, the newest view first. */
function disagreements(
  people: readonly PersonOn[],
  state: AccountState,
  { messages, language }: CommandContext,
): readonly Block[] {
  const members = new Map(state.members.map(({ id, name }) => [id, name]));
  return people.flatMap(({ contact, conflict }) => {
    if (conflict.length === 0) return [];
    const views = conflict.flatMap((view) => {
      const attitude = ATTITUDES.find((one) => one === view.value);
      if (attitude === undefined) return [];
      const who = view.authorId === null ? (view.source ?? messages.map.imported) : (members.get(view.authorId) ?? '?');
      const said = messages.words.attitude[attitude];
      const { aside, told } = messages.answers;
      return [told(who, view.on === null ? said : aside(said, formatDay(view.on, language)))];
    });
    return [quiet(messages.map.differently(contact.name, views.join(messages.answers.semicolon)))];
  });
}

function summary(shape: Shape, index: number | null, { messages, language }: CommandContext): readonly Block[] {
  const { map, answers } = messages;
  const holders = shape.people.map(({ name }) => name).join(answers.separator);
  return fieldsOf([
    [map.label.shape, `${map.shape[shape.key]}${shape.cut === 0 ? '' : ` — ${map.cut(shape.cut, holders)}`}`],
    [
      map.label.support,
      index === null
        ? map.noAttitude
        : new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(index),
    ],
  ]);
}

function findingLines(
  findings: readonly Finding[],
  names: Names,
  { messages, language }: CommandContext,
): readonly Block[] {
  if (findings.length === 0) return [];
  const { map } = messages;
  return [
    say([{ strong: map.label.findings }]),
    ...findings.map((finding) => say(`• ${findingLine(finding, names, { messages, language })}`)),
  ];
}

/** A finding in a sentence. */
export function findingLine(
  finding: Finding,
  names: Names,
  { messages, language }: Pick<CommandContext, 'messages' | 'language'>,
): string {
  return findingWords(finding, { messages, language, contact: names.contact, member: names.member });
}

function repairLines(
  plan: readonly Introduction[],
  shape: Shape,
  names: Names,
  { messages }: CommandContext,
): readonly Block[] {
  if (plan.length === 0 || shape.key === 'diamond') return [];
  const { map, words } = messages;
  const lines = plan.slice(0, 5).map((one) => {
    const ours = one.memberId === null ? map.ofOurs(words.department[one.function]) : names.member(one.memberId);
    const seat = [one.department && words.department[one.department], one.layer && words.layer[one.layer]]
      .filter((part) => part)
      .join(' · ');
    const theirs = one.contactId === null ? map.ofTheirs(seat) : names.contact(one.contactId);
    const viaOurs = one.viaMemberId === null || one.viaMemberId === one.memberId ? null : names.member(one.viaMemberId);
    const via = viaOurs ?? (one.viaContactId === null ? null : names.contact(one.viaContactId));
    return say(`→ ${map.introduce(ours, theirs, via)}`);
  });
  return [say([{ strong: map.label.repair }]), ...lines];
}
