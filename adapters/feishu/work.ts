import { answerSaid, isTrouble, type SaidHere, withNote } from '../../src/chat/answer-said.ts';
import { createHearers, type Hearers } from '../../src/chat/hearers.ts';
import { ownAnswer } from '../../src/chat/own-answer.ts';
import type { Member } from '../../src/domain/records.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import type { Answered, Work } from '../../src/services/intake.ts';
import { askedAgain } from './asked-again.ts';
import { isBrief } from './brief-reply.ts';
import { meantBy } from './content.ts';
import { withGroupNames } from './group-names.ts';
import { type PressAnswer, toLetter } from './letters.ts';
import { createNotices } from './notices.ts';
import type { FeishuParts } from './parts.ts';
import type { FeishuPayload, FeishuSaid, Origin } from './payload.ts';
import { isDirect, placeOf } from './placing.ts';
import { refuse } from './refuse.ts';
import { withTyped } from './refused-form.ts';
import type { Route } from './route.ts';
import { type Going, mayReplace, routeOf } from './routing.ts';
import { FEISHU_WORDS } from './words.ts';

/** Failing inside is told to whoever asked only when it happens again: most of it passes by itself. */
const PATIENT_ATTEMPTS = 1;
/** Until then an answer is worth giving; in milliseconds. */
const ANSWER_MS = 24 * 3_600_000;

/** Works on what was said in Feishu: who says it, what it means, who may hear the answer, and where that goes. */
export function createWork(parts: FeishuParts): Work {
  const hearers = createHearers({ platform: 'feishu', ...parts });
  const notice = createNotices({ ...parts, hearers });
  return async (item) => {
    const payload = item.payload as FeishuPayload;
    if ('notice' in payload) return notice(item, payload);
    const recognised = await parts.recognise(payload.tenant, payload.who);
    if (recognised.kind === 'refused') return refuse(item, payload, recognised, parts);
    return workOn({ item, said: payload, member: recognised.member, hearers, ...parts });
  };
}

interface Job extends FeishuParts {
  readonly item: InboxItem;
  readonly said: FeishuSaid;
  readonly member: Member;
  readonly hearers: Hearers;
}

async function workOn(job: Job): Promise<Answered> {
  const { item, said, member } = job;
  const words = FEISHU_WORDS[member.language];
  const meant = await meantBy(said, member.id, job);
  switch (meant.kind) {
    case 'not-for-us':
      return { answer: null };
    case 'old':
      return inPrivate(words.oldButton, job);
    case 'file':
      return inPrivate(words.filesElsewhere, job);
    case 'forwarded':
      return inPrivate(words.forwardedElsewhere, job);
    case 'unreadable':
      return inPrivate(words.wordsPlease, job);
  }
  const { content, filesLeft } = meant;
  const found = await answerSaid(saidHere(content, job), job);
  if (found.kind === 'not-here') return inPrivate(words.notHere[found.why], job);
  const { isAloud, isDone, share } = found;
  const isPatient = item.attempt <= PATIENT_ATTEMPTS && said.from.kind !== 'press';
  if (isPatient && isTrouble(found.answer)) throw new Error('it could not be worked on just now');
  const isForm = isSubmitted(said);
  const asked = isForm ? await askedAnew(found.answer, content, job) : found.answer;
  const whole = { ...asked, reply: await withGroupNames(asked.reply, nameFor(job, isAloud)) };
  const answer = filesLeft ? withNote(whole, words.filesLeft) : whole;
  const { openId } = said.who;
  // A form that was refused stays where no other can take its place.
  const isInPlace = isDone || (isForm && (answer.ok || isAsking(answer)));
  return answered(job, answer, { openId, isAloud, isInPlace, isShared: isShared(said), share });
}

/** Groups as the asker knows them; before all of a group, by no name that some there may not know. */
const nameFor =
  ({ said, member, directory }: Job, isAloud: boolean) =>
  async (chat: string): Promise<string> => {
    const { thisGroup, otherGroup } = FEISHU_WORDS[member.language];
    if ('chat' in said.from && said.from.chat === chat) return thisGroup;
    return (isAloud ? null : await directory.nameOf(chat, said.who)) ?? otherGroup;
  };

/** The answer to a form that was handed in; where it was refused, with what was typed, in the form once more where there is one. */
async function askedAnew(given: Answer, content: Content, job: Job): Promise<Answer> {
  const answer = await askedAgain(given, content, job);
  const { typed } = job.said;
  if (answer.ok || typed === undefined) return answer;
  return { ...answer, reply: withTyped(answer.reply, typed, answer.language) };
}

const isAsking = ({ reply }: Answer): boolean => reply.blocks.some(({ kind }) => kind === 'form');

function saidHere(content: Content, { item, said, member }: Job): SaidHere {
  const { tenant, from } = said;
  return {
    ...placeOf(tenant, from, content, isShared(said)),
    ...{ platform: 'feishu', item, member, content },
    isShared: isShared(said),
    isPress: from.kind === 'press',
    isPrivate: from.kind === 'press' && from.stands === 'ephemeral',
  };
}

const isShared = ({ content }: FeishuSaid): boolean => 'press' in content && content.press.kind === 'share';

/** A form that was handed in: a press that brings its own call. */
const isSubmitted = ({ from, content }: FeishuSaid): boolean => from.kind === 'press' && !('press' in content);

/** What takes the place of the card is shown to whoever still waits for it, and so is what a toast says whole. A letter has it too. */
function answered(job: Job, { ok, reply, language, timeZone }: Answer, going: Going): Answered {
  const { item, said, member, waiting, now } = job;
  // A file is handed over by whoever sends the letter.
  const hasFile = reply.blocks.some(({ kind }) => kind === 'file');
  const isInPlace = mayReplace(said.from, going) && !hasFile;
  const isWhole = isInPlace || (!ok && isBrief(reply));
  const isShown = isWhole && waiting.take(item.deliveryKey);
  const route = routeOf(said.from, going);
  const letter = toLetter(
    { reply, language, timeZone, route },
    {
      item,
      dedupeKey: `reply/${item.id}`,
      tenant: said.tenant,
      destination: placeFor(route, said.from, member),
      memberId: member.id,
      lastsMs: ANSWER_MS,
      heldSince: isShown ? now() : undefined,
    },
  );
  const answer: PressAnswer = { ok, reply, language, timeZone, isSent: !isShown, letter: letter.dedupeKey, isInPlace };
  return { answer, letters: [letter] };
}

/** Something the adapter itself has to say, to the asker alone. */
function inPrivate(title: string, job: Job): Answered {
  const { said, member } = job;
  const { openId } = said.who;
  const going = { openId, isAloud: false, isInPlace: false, isShared: false, share: null };
  return answered(job, ownAnswer(title, member), going);
}

/** Whatever is for one person is one destination: paced together, and files go to them. */
const placeFor = (route: Route, from: Origin, member: Member): string =>
  route.to === 'one' || isDirect(from) ? `dm:${member.id}` : `channel:${route.chat}`;
