import type { Assistant } from './compose.ts';
import { dayOf } from './domain/days.ts';
import type { PassReport } from './speaking.ts';

/** One pass of the scheduler as of an instant: who is told what, and what became of it. `isDry`: nothing is sent or written. */
export async function tick({ speaking }: Assistant, at: number, isDry: boolean): Promise<PassReport> {
  const planned = await speaking.plan(at, isDry);
  return { ...planned, delivered: isDry ? {} : await speaking.delivery.pass() };
}

/** For programs: ids as keys and names, each state, and why anything was left out. */
export async function tickData(
  { store }: Assistant,
  at: number,
  { members, digests, delivered }: PassReport,
): Promise<Readonly<Record<string, unknown>>> {
  const keys = new Map((await store.views.all('member')).map(({ id, key }) => [id, key]));
  const names = new Map((await store.views.all('account')).map(({ id, name }) => [id, name]));
  return {
    at: new Date(at).toISOString(),
    members: members.map(({ memberId, key, day, state, items, more, skipped }) => ({
      member: keys.get(memberId) ?? memberId,
      key,
      day,
      state,
      items: items.map(({ rule, accountId, keys: said }) => ({
        rule,
        account: names.get(accountId) ?? accountId,
        keys: said,
      })),
      more,
      skipped,
    })),
    digests: digests.map(({ key, channel, day, state }) => ({ key, channel, day, state })),
    delivered,
  };
}

/** For people: a line for whoever is told something, and how many are not. */
export async function tickLines(assistant: Assistant, at: number, report: PassReport): Promise<readonly string[]> {
  const members = new Map((await assistant.store.views.all('member')).map((member) => [member.id, member]));
  const lines = report.members
    .filter(({ state }) => state === 'send' || state === 'nowhere')
    .map(({ memberId, day, state, items, more }) => {
      const rules = items.map(({ rule }) => rule).join(', ');
      const rest = more > 0 ? ` (${more} more found no room)` : '';
      return `${members.get(memberId)?.key ?? memberId} ${day}: ${state === 'send' ? rules : 'nowhere to write to'}${rest}`;
    });
  const digests = report.digests
    .filter(({ state }) => state === 'send')
    .map(({ channel, day }) => `#${channel} ${day}: digest`);
  const silent = report.members.filter(({ state }) => state !== 'send').length;
  const sent = Object.entries(report.delivered).map(([state, count]) => `${count} ${state}`);
  return [
    `${new Date(at).toISOString()} (${dayOf(at, assistant.organisation.timeZone)} in ${assistant.organisation.timeZone})`,
    ...lines,
    ...digests,
    `${silent} with nothing to be told now${sent.length === 0 ? '' : `; ${sent.join(', ')}`}.`,
  ];
}
