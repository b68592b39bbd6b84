import { dayOf, localTime } from '../domain/days.ts';
import type { Account, Contact, Interaction, Member } from '../domain/records.ts';
import { runStart } from '../domain/trait-runs.ts';
import { contactOn } from '../domain/traits.ts';
import { compact, maySayPersonal } from './answer.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';
import { isBirthdayOccasion } from './occasion-words.ts';

/** Records as answers show them: the keys of the book, names instead of ids. */

export async function bookAccount(account: Account, context: CommandContext) {
  const owner = await context.expect('member', account.ownerId);
  const backup = account.backupId === null ? null : await context.expect('member', account.backupId);
  const team = await Promise.all(account.teamIds.map((id) => context.expect('member', id)));
  const { id, name, aliases, kinds, archived, timeZone, cadence, festivalSets, recipientClass, recipientRule, policy } =
    account;
  return {
    id,
    name,
    aliases,
    kinds,
    owner: owner.key,
    team: team.map(({ key }) => key),
    archived,
    ...compact({ backup: backup?.key ?? null, timeZone, cadence, festivalSets, recipientClass, recipientRule }),
    ...(policy ? { policy: compact(policy) } : {}),
  };
}

export async function bookMember(member: Member, context: CommandContext) {
  const manager = member.managerId === null ? null : await context.expect('member', member.managerId);
  const { key, email, mobile, name, function: place, role, state, leavesOn, timeZone, language } = member;
  return {
    key,
    name,
    function: place,
    role,
    state,
    timeZone,
    language,
    ...compact({ email, mobile, manager: manager?.key ?? null, leavesOn }),
  };
}

/** `personal`: whether tastes, taboos, birthday and levels may be said here. */
export async function bookContact(contact: Contact, account: Account, personal: boolean, context: CommandContext) {
  const traits = (await context.views.ofAccount('trait', account.id)).filter(
    ({ contactId }) => contactId === contact.id,
  );
  const today = momentNow(account, context).day;
  const now = contactOn(contact, traits, today);
  const levels = personal ? await levelsOf(contact, context) : null;
  const reportsTo = contact.reportsToId === null ? null : await context.expect('contact', contact.reportsToId);
  const successor = contact.successorId === null ? null : await context.expect('contact', contact.successorId);
  const { id, name, title, email, phone, optOut, tastes, taboos, birthday } = contact;
  const { department, layer, roles, attitude, weight, state } = now;
  const states = traits.filter(({ field }) => field === 'state');
  const stateOn = runStart(states, (value) => value === now.state, today)?.on ?? null;
  return {
    id,
    account: account.name,
    name,
    department,
    layer,
    roles,
    attitude,
    weight,
    state,
    levels,
    ...compact({
      title,
      email,
      phone,
      optOut,
      stateOn,
      reportsTo: reportsTo?.name ?? null,
      successor: successor?.name ?? null,
    }),
    ...(personal ? compact({ tastes, taboos, birthday: birthday ? compact(birthday) : null }) : {}),
  };
}

export async function levelsOf(contact: Contact, context: CommandContext) {
  const levels = (await context.views.ofAccount('level', contact.accountId)).filter(
    ({ contactId }) => contactId === contact.id,
  );
  return Promise.all(
    levels.map(async ({ memberId, level, on }) => ({
      member: (await context.expect('member', memberId)).key,
      level,
      ...compact({ on }),
    })),
  );
}

export async function bookInteraction(interaction: Interaction, account: Account, context: CommandContext) {
  const contacts = await Promise.all(interaction.contactIds.map((id) => context.expect('contact', id)));
  const members = await Promise.all(interaction.memberIds.map((id) => context.expect('member', id)));
  const steps = await context.views.nextSteps(interaction.id);
  const zone = context.zoneOf(account);
  const { id, kind, at, day, note, answered, signals, value } = interaction;
  const isPrivate = isBirthdayOccasion(interaction.occasion) && !(await maySayPersonal(account, context));
  const occasion = isPrivate ? null : interaction.occasion;
  const nextSteps = await Promise.all(
    steps.map(async ({ what, due, byId, doneOn, brokenOn }) => ({
      what,
      by: byId === null ? 'them' : (await context.expect('member', byId)).key,
      ...compact({ due, doneOn, brokenOn }),
    })),
  );
  return {
    id,
    account: account.name,
    contacts: contacts.map(({ name }) => name),
    members: members.map(({ key }) => key),
    kind,
    date: day ?? dayOf(at, zone),
    note,
    nextSteps,
    signals,
    ...compact({ time: day === null ? localTime(at, zone) : null, answered, value, occasion }),
  };
}
