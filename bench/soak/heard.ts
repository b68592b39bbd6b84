import { setTimeout as pause } from 'node:timers/promises';
import { OUTBOX_STATES } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import { smallBook } from '../../test/fixtures/small-book.ts';

/** Something somebody said, known again by its mark. */
export interface Sentence {
  readonly speaker: string;
  readonly mark: string;
  readonly isAcknowledged: boolean;
}

/** What came of one way of speaking. */
export interface Heard {
  /** Sentences, and how many of them the platform saw acknowledged. */
  readonly said: number;
  readonly acknowledged: number;
  /** Of those acknowledged, how many were recorded once, never, or more than once; of the others, how many more than once. */
  readonly once: number;
  readonly never: number;
  readonly twice: number;
  /** Answers a reader sees to those acknowledged. */
  readonly answeredOnce: number;
  readonly answeredNever: number;
  readonly answeredTwice: number;
}

export interface ChatSoakOptions {
  readonly kills: number;
  /** Numbers from 0 up to 1. */
  readonly chance: () => number;
  readonly onKill?: (kills: number) => void;
}

export interface ChatSoakReport {
  readonly kills: number;
  readonly redelivered: number;
  /** Calls that went wrong, by how; after a reset or a timeout the platform may have done what it was asked. */
  readonly faults: Readonly<Record<string, number>>;
  /** Answers of which nobody will ever know whether they arrived: counted, told to the admins. */
  readonly unknown: number;
  /** Neither said nor unknown. */
  readonly unsaid: number;
  readonly violations: readonly string[];
  readonly seconds: number;
}

export const SPEAKERS = ['wang', 'qian', 'boss'] as const;

/** People of chat platforms are known by their e-mail. */
export function bookOfSpeakers() {
  const book = smallBook();
  const members = book.members.map((one) => (one.key === 'qian' ? { ...one, email: 'qian@example.com' } : one));
  return { ...book, members };
}

/** One of several, of which there is at least one. */
export const pick = <T>(all: readonly T[], chance: () => number): T => all[Math.floor(chance() * all.length)] as T;

/** Counts what was recorded, and what each speaker sees that is not their own (`seen`, by speaker). */
export async function heard(
  sentences: readonly Sentence[],
  store: Store,
  seen: ReadonlyMap<string, readonly string[]>,
): Promise<Heard> {
  const notes = (await store.views.all('interaction')).map(({ note }) => note);
  const recorded = ({ mark }: Sentence): number => notes.filter((note) => note.includes(mark)).length;
  const answers = ({ speaker, mark }: Sentence): number =>
    (seen.get(speaker) ?? []).filter((words) => words.includes(mark)).length;
  const kept = sentences.filter(({ isAcknowledged }) => isAcknowledged);
  const count = (is: (one: Sentence) => boolean): number => kept.filter(is).length;
  return {
    said: sentences.length,
    acknowledged: kept.length,
    once: count((one) => recorded(one) === 1),
    never: count((one) => recorded(one) === 0),
    twice: sentences.filter((one) => recorded(one) > 1).length,
    answeredOnce: count((one) => answers(one) === 1),
    answeredNever: count((one) => answers(one) === 0),
    answeredTwice: sentences.filter((one) => answers(one) > 1).length,
  };
}

/** Answers of which nobody will ever know whether they arrived, and those that are neither said nor unknown. */
export async function letters({ outbox }: Store): Promise<{ readonly unknown: number; readonly unsaid: number }> {
  const all = (await outbox.inStates(OUTBOX_STATES, 1_000_000)).filter(({ kind }) => kind === 'reply');
  const unknown = all.filter(({ state }) => state === 'unknown').length;
  return { unknown, unsaid: all.filter(({ state }) => state !== 'sent' && state !== 'unknown').length };
}

export async function untilAtRest(store: Store): Promise<void> {
  for (;;) {
    const inbox = await store.inbox.figures(0);
    const outbox = await store.outbox.figures(0);
    const waiting = inbox.states.pending + inbox.states.working + outbox.states.pending + outbox.states.sending;
    if (waiting === 0) return;
    await pause(200);
  }
}

/** Waits for something to be acknowledged. */
export interface Acks {
  /** Something was. */
  noted(): void;
  /** Resolves with the next one. */
  next(): Promise<void>;
}

export function createAcks(): Acks {
  let onAck: (() => void) | undefined;
  return {
    noted: () => onAck?.(),
    next: () =>
      new Promise<void>((resolve) => {
        onAck = () => {
          onAck = undefined;
          resolve();
        };
      }),
  };
}
