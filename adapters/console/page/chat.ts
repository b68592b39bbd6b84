import type { Composer } from './composer.ts';
import { askFirst } from './confirm.ts';
import { addTurn, type Turn } from './conversation.ts';
import { forgetForm, keepForm, restoreForm } from './drafts.ts';
import { byId } from './elements.ts';
import { readForm } from './forms.ts';
import type { PageAnswer, PageContent, PagePlaceId, PagePostedId } from './protocol.ts';
import { say, state } from './state.ts';
import { forgetAll } from './storage.ts';
import { drop, type KeptTurn, keep, newTurnId, recall } from './transcript.ts';
import { type Sent, sendMessage } from './transport.ts';

/** How something asked went: it never arrived (or nobody knows), it was refused with nothing to fill in, or it is done with. */
type Outcome = 'failed' | 'refused' | 'done';

/** Where something was asked from, to be told how it went. */
export interface Asker {
  settled(outcome: Outcome): void;
}

export interface Chat {
  /** Says something in a place, the one that is open unless told otherwise. */
  ask(content: PageContent, said: string | null, asker?: Asker, place?: PagePlaceId): void;
  /** Tells again what was said in a place before a reload; false when there is nothing. */
  tellAgain(place: PagePlaceId): boolean;
  /** What was said, oldest first. */
  saidBefore(): readonly string[];
  press(button: HTMLButtonElement, place: PagePlaceId): Promise<void>;
  /** Does something once all that is on its way has been answered. */
  afterwards(work: () => Promise<void>): void;
}

interface ChatParts {
  readonly composer: () => Composer;
  /** The place that is open. */
  readonly place: () => PagePlaceId;
  /** Messages that need not be fetched: they are shown as the answer that brought them. */
  readonly onPosted: (place: PagePlaceId, messages: readonly PagePostedId[]) => void;
  /** After every answer; `isAsked`: a person asked for it. */
  readonly onAnswer: (answer: PageAnswer, isAsked: boolean) => Promise<void>;
}

const nobody: Asker = { settled: () => {} };
const kept = new Map<string, KeptTurn>();

function remember(id: string, turn: KeptTurn): void {
  kept.set(id, turn);
  // In the first run nobody is known yet, so there is nobody to keep it for.
  if (state.member !== null) keep(id, turn);
}

function rememberAnswer(id: string, html: string, posted: readonly PagePostedId[]): void {
  const before = kept.get(id);
  if (before) remember(id, { ...before, content: null, html, ...(posted.length > 0 ? { posted } : {}) });
}

const bothOf = (one: Asker, other: Asker): Asker => ({
  settled(outcome) {
    one.settled(outcome);
    other.settled(outcome);
  },
});

const isSame = (turn: KeptTurn | undefined, content: PageContent, place: PagePlaceId): boolean =>
  turn !== undefined && (turn.place ?? 'dm') === place && JSON.stringify(turn.content) === JSON.stringify(content);

function forget(id: string): void {
  kept.delete(id);
  drop(id);
}

export function createChat({ composer, place: openPlace, onPosted, onAnswer }: ChatParts): Chat {
  const recalled = state.member === null ? [] : recall();
  /** Turns nobody knows the answer to, by id, to be tried again under it. */
  const failed = new Map<string, (asker: Asker) => void>();
  /** One after the other, so that an undo never overtakes what it undoes. */
  let queue: Promise<void> = Promise.resolve();

  const queueUp = (work: () => Promise<void>): void => {
    queue = queue.then(work).catch((bug: unknown) => console.error(bug));
  };

  function deliverFrom(turn: Turn, content: PageContent, asker: Asker): void {
    const attempt = (): void => {
      failed.delete(turn.id);
      turn.wait();
      queueUp(() => deliver(turn, content, asker, attempt));
    };
    attempt();
  }

  async function deliver(turn: Turn, content: PageContent, asker: Asker, retry: () => void): Promise<void> {
    const { place = 'dm', said = null } = kept.get(turn.id) ?? {};
    const sent = await sendMessage(content, 'html', { place, said, id: turn.id });
    if (sent.kind === 'failed') {
      failed.set(turn.id, (other) => deliverFrom(turn, content, bothOf(asker, other)));
      return fail(sent, turn, asker, retry);
    }
    const { ok, html, posted = [], isPrivate = false } = sent.answer;
    const slot = turn.answer(html, isPrivate);
    onPosted(place, posted);
    // What everybody can see there the server keeps.
    if (place !== 'dm' && !isPrivate) forget(turn.id);
    else rememberAnswer(turn.id, html, posted);
    asker.settled(ok || slot.querySelector('.form') !== null ? 'done' : 'refused');
    if (place === openPlace()) focusOn(slot, composer());
    await onAnswer(sent.answer, said !== null);
  }

  function fail(sent: Sent & { readonly kind: 'failed' }, turn: Turn, asker: Asker, retry: () => void): void {
    if (sent.isSignedOut) forgetAll();
    asker.settled('failed');
    turn.fail(sent.message, retry);
  }

  function ask(content: PageContent, said: string | null, asker: Asker = nobody, place = openPlace()): void {
    // Said again in other words it is another message; in the same ones it may have been recorded by now.
    const again = [...failed].find(([id]) => isSame(kept.get(id), content, place));
    if (again) {
      again[1](asker);
      return;
    }
    const at = Date.now();
    const id = newTurnId(at);
    const turn = { said, content, html: null, at, isTyped: 'text' in content };
    remember(id, place === 'dm' ? turn : { ...turn, place });
    deliverFrom(addTurn({ id, place, said, at }), content, asker);
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    const turnId = form.closest<HTMLElement>('[data-turn]')?.dataset['turn'] ?? '';
    // A file takes its time to be handed in: a second tap must not hand it in twice.
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    const filled = await readForm(form, state.ui);
    form.ariaBusy = null;
    if (!filled.ok) {
      filled.first?.focus();
      return;
    }
    const parts = form.querySelectorAll<HTMLInputElement>('input, textarea, select, button');
    for (const part of parts) part.disabled = true;
    composer().focus();
    const place = kept.get(turnId)?.place ?? openPlace();
    const label = form.querySelector('[type=submit]')?.textContent ?? '';
    const call = { command: form.getAttribute('data-command') ?? '', args: filled.args };
    const asker: Asker = {
      settled(outcome) {
        // What is still wrong comes back as a form of its own; without one, this one is kept as it was filled.
        for (const part of parts) part.disabled = outcome === 'done';
        if (outcome === 'done') setDone(turnId);
      },
    };
    ask({ call }, filled.said === '' ? label : `${label}: ${filled.said}`, asker, place);
  }

  const log = byId('log', HTMLElement);
  log.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) void submit(event.target);
  });
  log.addEventListener('input', (event) => {
    const turn = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-turn]') : null;
    if (turn !== null) keepForm(turn.dataset['turn'] ?? '', turn);
  });

  return {
    ask,
    tellAgain(place) {
      const turns = recalled.filter(([, turn]) => (turn.place ?? 'dm') === place);
      for (const [id, turn] of turns) tellOne(id, turn);
      return turns.length > 0;
    },
    saidBefore: () => recalled.flatMap(([, { said, isTyped }]) => (said !== null && isTyped ? [said] : [])),
    afterwards: queueUp,
    async press(button, place) {
      const question = button.getAttribute('data-confirm');
      if (question !== null && !(await askFirst(question))) return;
      button.disabled = true;
      composer().focus();
      const call = JSON.parse(button.getAttribute('data-call') ?? 'null');
      const settled = (): void => {
        button.disabled = false;
      };
      ask({ call }, button.getAttribute('aria-label') ?? button.textContent, { settled }, place);
    },
  };

  function tellOne(id: string, turn: KeptTurn): void {
    kept.set(id, turn);
    const { said, content, html, at, isDone = false, place = 'dm', posted = [] } = turn;
    const shown = addTurn({ id, place, said, at, isOld: true });
    onPosted(place, posted);
    if (html === null) {
      shown.fail(say('unanswered'), content === null ? null : () => deliverFrom(shown, content, nobody));
      return;
    }
    const slot = shown.answer(html, place !== 'dm');
    restoreForm(id, slot);
    if (isDone)
      for (const part of slot.querySelectorAll<HTMLInputElement>('.form :is(input, textarea, select, button)'))
        part.disabled = true;
  }
}

function setDone(turnId: string): void {
  const turn = kept.get(turnId);
  if (turn) remember(turnId, { ...turn, isDone: true });
  forgetForm(turnId);
}

/** To the form that was answered with, else back to the input line; never away from something being typed. */
function focusOn(place: HTMLElement, composer: Composer): void {
  const busy = document.activeElement;
  const isFree = busy === null || busy === document.body || (busy.id === 'message' && composer.isEmpty());
  if (!isFree) return;
  const fields = [...place.querySelectorAll<HTMLInputElement>('.form :is(input, textarea, select)')];
  const next =
    fields.find((field) => field.getAttribute('aria-invalid') === 'true') ??
    fields.find((field) => field.value === '') ??
    fields[0];
  if (next === undefined) composer.focus();
  else next.focus({ preventScroll: true });
}
