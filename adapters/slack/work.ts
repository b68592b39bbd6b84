import { answerSaid, isTrouble, type SaidHere, withNote } from '../../src/chat/answer-said.ts';
import { createHearers, type Hearers } from '../../src/chat/hearers.ts';
import { ownAnswer } from '../../src/chat/own-answer.ts';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { Member } from '../../src/domain/records.ts';
import type { InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import type { Answered, Work } from '../../src/services/intake.ts';
import { contentOf } from './content.ts';
import type { SlackParts } from './parts.ts';
import type { SlackNotice, SlackPayload, SlackSaid } from './payload.ts';
import { isDirect, placeOf } from './placing.ts';
import { refuse } from './refuse.ts';
import type { Route } from './route.ts';
import { routeOf } from './routing.ts';
import { SLACK_WORDS } from './words.ts';

export interface WorkParts extends SlackParts {
  /** What stands on this user's home may have changed. */
  readonly touched: (team: string, user: string) => void;
}

/** Failing inside is told to whoever asked only when it happens again: most of it passes by itself. */
const PATIENT_ATTEMPTS = 1;
/** Until then an answer is worth giving; in milliseconds. */
const ANSWER_MS = 24 * 3_600_000;

/** Works on what was said in Slack: who says it, what it means, who may hear the answer, and where that goes. */
export function createWork(parts: WorkParts): Work {
  const hearers = createHearers({ platform: 'slack', ...parts });
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
  const { item, said, member, touched } = job;
  const { team, user, from } = said;
  const words = SLACK_WORDS[member.language];
  if (isOnlyFiles(said)) return inPrivate(words.filesElsewhere, job);
  const content = await contentOf(said, member.id, job);
  if (content === 'old') return inPrivate(words.oldButton, job);
  const found = await answerSaid(saidHere(content, job), job);
  if (found.kind === 'not-here') return inPrivate(words.notHere[found.why], job);
  const { isAloud, isDone, share } = found;
  if (isTrouble(found.answer) && item.attempt <= PATIENT_ATTEMPTS)
    throw new Error('it could not be worked on just now');
  if (isDone) touched(team, user);
  const answer = withFilesLeft(found.answer, said);
  return answered(job, answer, routeOf(from, { user, isAloud, isDone, isShared: isShared(said), share }));
}

function saidHere(content: Content, { item, said, member }: Job): SaidHere {
  const { team, from } = said;
  const origin = from.kind === 'form' ? from.opened : from;
  return {
    ...placeOf(team, from, content, isShared(said)),
    ...{ platform: 'slack', item, member, content },
    isShared: isShared(said),
    isPress: from.kind === 'press',
    isPrivate: origin.kind === 'command' || (origin.kind === 'press' && origin.isEphemeral),
  };
}

/** Files that came with a text are not kept: that is said where the text is answered, or they seem to be. */
const withFilesLeft = (answer: Answer, { files = 0 }: SlackSaid): Answer =>
  files === 0 ? answer : withNote(answer, SLACK_WORDS[answer.language].filesLeft(files));

const isShared = ({ content }: SlackSaid): boolean => 'press' in content && content.press.kind === 'share';

const isOnlyFiles = ({ content, files = 0 }: SlackSaid): boolean =>
  files > 0 && 'text' in content && content.text.replace(/<@[^>]+>/g, '').trim() === '';

/** What is wrong in a submitted modal is shown there, as long as whoever sent it still waits. */
function answered(job: Job, { ok, reply, language, timeZone }: Answer, route: Route): Answered {
  const { item, said, waiting } = job;
  const isShown = !ok && said.from.kind === 'form' && waiting.take(item.deliveryKey);
  const answer: ItemAnswer = { ok, reply, language, timeZone, isSent: !isShown };
  return { answer, letters: isShown ? [] : [letterOf(job, { reply, language, timeZone, route })] };
}

/** Something the adapter itself has to say, to the asker alone. */
function inPrivate(title: string, job: Job): Answered {
  const { said, member } = job;
  const going = { user: said.user, isAloud: false, isDone: false, isShared: false, share: null };
  return answered(job, ownAnswer(title, member), routeOf(said.from, going));
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
