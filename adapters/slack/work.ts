import { type AnsweredHere, answerSaid, isTrouble, type SaidHere, withNote } from '../../src/chat/answer-said.ts';
import { createHearers, type Hearers } from '../../src/chat/hearers.ts';
import { ownAnswer } from '../../src/chat/own-answer.ts';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { Member } from '../../src/domain/records.ts';
import type { InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import type { Answered, Work } from '../../src/services/intake.ts';
import { toldAgain } from '../../src/services/planning/resting-digests.ts';
import { contentOf } from './content.ts';
import { languageOf } from './keep.ts';
import type { Home, SlackParts } from './parts.ts';
import { originOf, type SlackNotice, type SlackPayload, type SlackSaid } from './payload.ts';
import { isDirect, placeOf } from './placing.ts';
import { refuse } from './refuse.ts';
import type { Route } from './route.ts';
import { routeOf } from './routing.ts';
import { tell } from './tell.ts';
import { SLACK_WORDS } from './words.ts';

export interface WorkParts extends SlackParts {
  readonly touched: Home['touched'];
}

/** Failing inside is told to whoever asked only when it happens again: most of it passes by itself. */
const PATIENT_ATTEMPTS = 1;
/** The attempt after which that is said, once: the one before may have failed by chance. */
const DELAYED_ATTEMPT = 2;
/** Until then an answer is worth giving; in milliseconds. */
const ANSWER_MS = 24 * 3_600_000;

/** Works on what was said in Slack: who says it, what it means, who may hear the answer, and where that goes. */
export function createWork(parts: WorkParts): Work {
  const hearers = createHearers({ platform: 'slack', ...parts });
  async function hear(item: InboxItem, said: SlackSaid): Promise<Answered> {
    const recognised = await parts.recognise(said.team, said.user);
    if (recognised.kind === 'refused') return refuse(item, said, recognised, parts);
    return workOn({ item, said, member: recognised.member, hearers, ...parts });
  }
  return async (item) => {
    const payload = item.payload as SlackPayload;
    if ('notice' in payload) return notice(item, payload, parts);
    try {
      return await hear(item, payload);
    } catch (error) {
      if (item.attempt === DELAYED_ATTEMPT) await tellDelayed(payload, parts);
      throw error;
    }
  };
}

/** It goes on being tried; whoever waits for it need not wonder. */
async function tellDelayed({ team, user, from }: SlackSaid, parts: WorkParts): Promise<void> {
  const origin = originOf(from);
  const responseUrl = 'responseUrl' in origin ? origin.responseUrl : null;
  await tell({ user, responseUrl }, SLACK_WORDS[await languageOf(team, user, parts)].delayed, parts);
}

interface Job extends WorkParts {
  readonly item: InboxItem;
  readonly said: SlackSaid;
  readonly member: Member;
  readonly hearers: Hearers;
}

async function workOn(job: Job): Promise<Answered> {
  const { item, said, member } = job;
  const words = SLACK_WORDS[member.language];
  if (isWordless(said) && said.hasForwarded === true) return inPrivate(words.forwardedElsewhere, job);
  if (isWordless(said) && said.files !== undefined) return inPrivate(words.filesElsewhere, job);
  const content = await contentOf(said, member.id, job);
  if (content === 'old') return inPrivate(words.oldButton, job);
  const found = await answerSaid(saidHere(content, job), job);
  if (found.kind === 'not-here') return inPrivate(words.notHere[found.why], job);
  if (isTrouble(found.answer) && item.attempt <= PATIENT_ATTEMPTS)
    throw new Error('it could not be worked on just now');
  return passOn(found, job);
}

/** To whoever may hear it, and to the home tab of whoever did something. */
async function passOn(found: Extract<AnsweredHere, { kind: 'answer' }>, job: Job): Promise<Answered> {
  const { said, member, touched } = job;
  const { team, user, from } = said;
  const { isAloud, isDone, share } = found;
  const key = isAloud ? await keyToShare(job) : undefined;
  if (key === null) return inPrivate(SLACK_WORDS[member.language].sharedBefore, job);
  const answer = withFilesLeft(found.answer, said);
  const isAtHome = originOf(from).kind === 'home';
  if (isDone || (isAtHome && answer.ok)) touched(team, user, isAtHome ? answer.reply : null);
  const route = routeOf(from, { user, isAloud, isDone, isShared: isShared(said), share });
  return answered(job, answer, route, key);
}

/** A private note is said aloud once, however often its button is pressed. `null`: it was; undefined: it is nothing of the kind. */
async function keyToShare({ said, store }: Job): Promise<string | null | undefined> {
  const { from } = said;
  if (!isShared(said) || from.kind !== 'press') return undefined;
  const key = `shared/${from.channel}/${from.ts}`;
  const before = await store.outbox.byKey(key);
  if (before === undefined) return key;
  // What never got there may be tried once more.
  return before.state === 'failed' || before.state === 'expired' ? undefined : null;
}

function saidHere(content: Content, { item, said, member }: Job): SaidHere {
  const { team, from } = said;
  const origin = originOf(from);
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

const isWordless = ({ content }: SlackSaid): boolean =>
  'text' in content && content.text.replace(/<@[^>]+>/g, '').trim() === '';

/** What was wrong with something done in the home tab or in a modal is shown there, as long as whoever did it still waits. */
function answered(job: Job, { ok, reply, language, timeZone }: Answer, route: Route, key?: string): Answered {
  const { item, waiting } = job;
  const isShown = !ok && waiting.take(item.deliveryKey);
  const answer: ItemAnswer = { ok, reply, language, timeZone, isSent: !isShown };
  return { answer, letters: isShown ? [] : [letterOf(job, { reply, language, timeZone, route }, key)] };
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

function letterOf({ item, said, member }: Job, payload: Spoken, key = `reply/${item.id}`): Letter {
  const { route } = payload;
  return {
    dedupeKey: key,
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

/** What could not be told while we were not there is told now. Something happened to somebody we know: their access ends with their account, zone and language follow it. */
async function notice(item: InboxItem, told: SlackNotice, { directory, people, store }: WorkParts): Promise<Answered> {
  const { team, user } = told;
  if (told.notice === 'invited') {
    const where = { platform: 'slack', tenant: team, destination: `channel:${told.channel}` } as const;
    return { answer: null, letters: await toldAgain(where, item.id, store.outbox, item.receivedAt) };
  }
  if ((await store.views.identity('slack', team, user)) !== undefined) {
    directory.userChanged(user);
    await people.changed('slack', team, await directory.profileOf(user));
  }
  return { answer: null };
}
