import { commandNamed } from '../../src/commands/registry.ts';
import type { Member } from '../../src/domain/records.ts';
import type { InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Answer, Content, Incoming } from '../../src/router/messages.ts';
import type { Answered, Work } from '../../src/services/intake.ts';
import { createHearers, type Hearers } from './aloud.ts';
import { contentOf } from './content.ts';
import type { SlackAnswered, SlackParts } from './parts.ts';
import type { SlackNotice, SlackPayload, SlackSaid } from './payload.ts';
import { aboutChannel, isDirect, placeOf } from './placing.ts';
import { refuse } from './refuse.ts';
import type { Route } from './route.ts';
import { routeOf } from './routing.ts';
import { within } from './within.ts';
import { SLACK_WORDS } from './words.ts';

export interface WorkParts extends SlackParts {
  /** What stands on this user's home may have changed. */
  readonly touched: (team: string, user: string) => void;
}

/** Failing inside is told to whoever asked only when it happens again: most of it passes by itself. */
const PATIENT_ATTEMPTS = 1;
/** Until then an answer is worth giving; in milliseconds. */
const ANSWER_MS = 24 * 3_600_000;
/** How long an answer waits to know whether it could be shared, in milliseconds. */
const SHARE_MS = 1000;

/** Works on what was said in Slack: who says it, what it means, who may hear the answer, and where that goes. */
export function createWork(parts: WorkParts): Work {
  const hearers = createHearers(parts);
  return async (item) => {
    const payload = item.payload as SlackPayload;
    if ('notice' in payload) return notice(payload, parts);
    const { team, user } = payload;
    const recognised = await parts.recognise(team, user);
    if (recognised.kind === 'refused') return refuse(item, payload, recognised, parts);
    return workOn({ item, said: payload, member: recognised.member, hearers, ...parts });
  };
}

interface Job extends WorkParts {
  readonly item: InboxItem;
  readonly said: SlackSaid;
  readonly member: Member;
  readonly hearers: Hearers;
}

async function workOn(job: Job): Promise<Answered> {
  const { item, said, member, hearers } = job;
  const words = SLACK_WORDS[member.language];
  if (isOnlyFiles(said)) return inPrivate(words.filesElsewhere, job);
  const content = await contentOf(said, job);
  if (content === 'old') return inPrivate(words.oldButton, job);
  const place = placeOf(said.team, said.from, content, isShared(said));
  const isDigest = place.channel !== undefined && aboutChannel(content) === 'digest';
  if (isDigest && !(await hearers.areMembers(said.team, place.channel.id))) {
    const isThere = await hearers.areWeThere(place.channel.id);
    return inPrivate(isThere ? words.noDigestHere : words.inviteFirst, job);
  }
  const incoming: Incoming = {
    ...place,
    ...{ memberId: member.id, platform: 'slack', content, at: item.receivedAt, inboxId: item.id },
  };
  const answer = await job.router.handle(incoming);
  if (isTrouble(answer) && item.attempt <= PATIENT_ATTEMPTS) throw new Error('it could not be worked on just now');
  return saying(job, incoming, answer);
}

/** Where an answer goes, and what of it. */
async function saying(job: Job, incoming: Incoming, given: Answer): Promise<Answered> {
  const { item, said, store, hearers, touched } = job;
  const answer = takenBack(given, said, incoming);
  const { team, user, from } = said;
  const { place, channel } = incoming;
  const isDone = (await store.views.changeCausedBy(item.id)) !== undefined;
  if (isDone) touched(team, user);
  const isAloud = place === 'channel' && channel !== undefined && (await hearers.mayHear(answer, team, channel.id));
  if (isShared(said) && answer.ok && !isAloud) return inPrivate(await whyNotHere(job, incoming), job);
  const share = isAloud ? null : await shareable(answer, incoming, job);
  return answered(job, answer, routeOf(from, { user, isAloud, isDone, isShared: isShared(said), share }));
}

/** What was said to all is taken back before all, without saying once more what it was. */
function takenBack(answer: Answer, { from }: SlackSaid, { place }: Incoming): Answer {
  if (!answer.ok || answer.understood.command !== 'undo' || from.kind !== 'press' || place !== 'channel') return answer;
  return { ...answer, reply: { ...answer.reply, audience: 'members', blocks: [] } };
}

async function whyNotHere({ said, member, hearers }: Job, { channel }: Incoming): Promise<string> {
  const words = SLACK_WORDS[member.language];
  if (channel === undefined) return words.notHere;
  if (!(await hearers.areWeThere(channel.id))) return words.inviteFirst;
  return (await hearers.areMembers(said.team, channel.id)) ? words.notForAll : words.notHere;
}

const isShared = ({ content }: SlackSaid): boolean => 'press' in content && content.press.kind === 'share';

const isOnlyFiles = ({ content, files = 0 }: SlackSaid): boolean =>
  files > 0 && 'text' in content && content.text.replace(/<@[^>]+>/g, '').trim() === '';

/** Nothing was done, because something inside is in trouble. */
const isTrouble = (answer: Answer): boolean =>
  !answer.ok && answer.understood === null && answer.error.code === 'unavailable';

/**
 * What to ask again to say a private answer aloud; `null`: nothing that all who read there may hear, or it takes too long to tell.
 * A question is asked twice without harm, and what is said in a channel is not what is said in private.
 */
async function shareable(answer: Answer, incoming: Incoming, { said, hearers, router }: Job): Promise<Content | null> {
  const { channel, content } = incoming;
  const origin = said.from.kind === 'form' ? said.from.opened : said.from;
  const isPrivate = origin.kind === 'command' || (origin.kind === 'press' && origin.isEphemeral);
  if (!isPrivate || channel === undefined || !answer.ok || 'form' in content) return null;
  if (commandNamed(answer.understood.command)?.effect !== 'read') return null;
  const mayHear = async (): Promise<boolean> => {
    if (!(await hearers.areMembers(said.team, channel.id))) return false;
    const { inboxId: _, ...question } = incoming;
    return hearers.mayHear(await router.handle({ ...question, place: 'channel' }), said.team, channel.id);
  };
  return (await within(SHARE_MS, mayHear())) === true ? content : null;
}

/** What is wrong in a submitted modal is shown there, as long as whoever sent it still waits. */
function answered(job: Job, { ok, reply, language, timeZone }: Answer, route: Route): Answered {
  const { item, said, waiting } = job;
  const isShown = !ok && said.from.kind === 'form' && waiting.take(item.deliveryKey);
  const answer: SlackAnswered = { ok, reply, language, timeZone, isSent: !isShown };
  return { answer, letters: isShown ? [] : [letterOf(job, { reply, language, timeZone, route })] };
}

/** Something the adapter itself has to say, to the asker alone. */
function inPrivate(title: string, job: Job): Answered {
  const { said, member } = job;
  const { language, timeZone } = member;
  const reply: Reply = { title, tone: 'warning', audience: 'asker', blocks: [] };
  const going = { user: said.user, isAloud: false, isDone: false, isShared: false, share: null };
  const answer: Answer = {
    ok: false,
    understood: null,
    error: { code: 'forbidden', message: title, suggestions: [] },
    ...{ reply, language, timeZone },
  };
  return answered(job, answer, routeOf(said.from, going));
}

interface Spoken {
  readonly reply: Reply;
  readonly language: Member['language'];
  readonly timeZone: string;
  readonly route: Route;
}

function letterOf({ item, said, member }: Job, payload: Spoken): Letter {
  const { route } = payload;
  return {
    dedupeKey: `reply/${item.id}`,
    kind: 'reply',
    platform: 'slack',
    tenant: said.team,
    destination: placeFor(route, member, item),
    memberId: member.id,
    payload,
    notBefore: item.receivedAt,
    notAfter: item.receivedAt + ANSWER_MS,
  };
}

/**
 * Whatever is for one person is one destination: paced together, and files go to them. Answers to the address a gesture brought
 * are no messages of a channel to Slack: nothing waits for them, nor they for anything.
 */
function placeFor(route: Route, member: Member, item: InboxItem): string {
  if (route.to === 'one' && route.responseUrl !== null) return `dm:${member.id}/${item.id}`;
  return route.to === 'one' || isDirect(route.channel) ? `dm:${member.id}` : `channel:${route.channel}`;
}

/** Something happened to somebody we know: their access ends with their account, zone and language follow it. */
async function notice({ team, user }: SlackNotice, { directory, people, store }: WorkParts) {
  if ((await store.views.identity('slack', team, user)) !== undefined) {
    directory.userChanged(user);
    await people.changed('slack', team, await directory.profileOf(user));
  }
  return { answer: null };
}
