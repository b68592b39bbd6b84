import { answerSaid, isTrouble, type SaidHere, withNote } from '../../src/chat/answer-said.ts';
import { createHearers, type Hearers } from '../../src/chat/hearers.ts';
import { ownAnswer } from '../../src/chat/own-answer.ts';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { Member } from '../../src/domain/records.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import type { Answered, Work } from '../../src/services/intake.ts';
import { askedAgain } from './asked-again.ts';
import { isBrief } from './brief-reply.ts';
import { meantBy } from './content.ts';
import { toLetter } from './letters.ts';
import { createNotices } from './notices.ts';
import type { FeishuParts } from './parts.ts';
import type { FeishuPayload, FeishuSaid, Origin } from './payload.ts';
import { isDirect, placeOf } from './placing.ts';
import { refuse } from './refuse.ts';
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
  const whole = isForm ? await askedAgain(found.answer, content, job) : found.answer;
  const answer = filesLeft ? withNote(whole, words.filesLeft) : whole;
  const { openId } = said.who;
  return answered(job, answer, { openId, isAloud, isInPlace: isDone || isForm, isShared: isShared(said), share });
}

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

/** What takes the place of the card is shown to whoever still waits for it, and so is what a toast says whole. */
function answered(job: Job, { ok, reply, language, timeZone }: Answer, going: Going): Answered {
  const { item, said, waiting } = job;
  // A file is handed over by whoever sends the letter.
  const hasFile = reply.blocks.some(({ kind }) => kind === 'file');
  const isWhole = (mayReplace(said.from, going) && !hasFile) || (!ok && isBrief(reply));
  const isShown = isWhole && waiting.take(item.deliveryKey);
  return toAnswered(job, { ok, reply, language, timeZone, isSent: !isShown }, routeOf(said.from, going));
}

/** Something the adapter itself has to say, to the asker alone. */
function inPrivate(title: string, job: Job): Answered {
  const { said, member } = job;
  const { openId } = said.who;
  const going = { openId, isAloud: false, isInPlace: false, isShared: false, share: null };
  return answered(job, ownAnswer(title, member), going);
}

function toAnswered({ item, said, member }: Job, answer: ItemAnswer, route: Route): Answered {
  const { reply, language, timeZone, isSent } = answer;
  const letter = toLetter(
    { reply, language, timeZone, route },
    {
      item,
      dedupeKey: `reply/${item.id}`,
      tenant: said.tenant,
      destination: placeFor(route, said.from, member),
      memberId: member.id,
      lastsMs: ANSWER_MS,
    },
  );
  return { answer, letters: isSent ? [letter] : [] };
}

/** Whatever is for one person is one destination: paced together, and files go to them. */
const placeFor = (route: Route, from: Origin, member: Member): string =>
  route.to === 'one' || isDirect(from) ? `dm:${member.id}` : `channel:${route.chat}`;
