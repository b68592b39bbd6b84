import type { Composer } from './composer.ts';
import { askFirst } from './confirm.ts';
import { addTurn, scrollToEnd, type Turn } from './conversation.ts';
import { forgetForm, keepForm, restoreForm } from './drafts.ts';
import { byId } from './elements.ts';
import { readForm } from './forms.ts';
import type { PageContent } from './protocol.ts';
import { say, state } from './state.ts';
import { forgetAll } from './storage.ts';
import { type KeptTurn, keep, newTurnId, recall } from './transcript.ts';
import { sendMessage } from './transport.ts';

/** How something asked went: it never arrived (or nobody knows), it was refused with nothing to fill in, or it is done with. */
type Outcome = 'failed' | 'refused' | 'done';

/** Where something was asked from, to be told how it went. */
export interface Asker {
  settled(outcome: Outcome): void;
}

export interface Chat {
  ask(content: PageContent, said: string | null, asker?: Asker): void;
  /** Tells again what was said before a reload; false when there is nothing. */
  tellAgain(): boolean;
  /** What was said, oldest first. */
  saidBefore(): readonly string[];
  press(button: HTMLButtonElement): Promise<void>;
}

interface ChatParts {
  readonly composer: () => Composer;
  /** After every answer, with its language. */
  readonly onAnswer: (language: string) => Promise<void>;
}

const nobody: Asker = { settled: () => {} };
const kept = new Map<string, KeptTurn>();

function remember(id: string, turn: KeptTurn): void {
  kept.set(id, turn);
  // In the first run nobody is known yet, so there is nobody to keep it for.
  if (state.member !== null) keep(id, turn);
}

export function createChat({ composer, onAnswer }: ChatParts): Chat {
  /** One after the other, so that an undo never overtakes what it undoes. */
  let queue: Promise<void> = Promise.resolve();

  function deliverFrom(turn: Turn, content: PageContent, asker: Asker): void {
    const attempt = (): void => {
      turn.wait();
      queue = queue.then(() => deliver(turn, content, asker, attempt)).catch((bug: unknown) => console.error(bug));
    };
    attempt();
  }

  async function deliver(turn: Turn, content: PageContent, asker: Asker, retry: () => void): Promise<void> {
    const sent = await sendMessage(content);
    if (sent.kind === 'failed') {
      if (sent.isSignedOut) forgetAll();
      asker.settled('failed');
      turn.fail(sent.message, retry);
      return;
    }
    const { ok, html, language } = sent.answer;
    const place = turn.answer(html);
    const before = kept.get(turn.id);
    if (before) remember(turn.id, { ...before, content: null, html });
    asker.settled(ok || place.querySelector('.form') !== null ? 'done' : 'refused');
    focusOn(place, composer());
    await onAnswer(language);
  }

  function ask(content: PageContent, said: string | null, asker: Asker = nobody): void {
    const at = Date.now();
    const id = newTurnId(at);
    remember(id, { said, content, html: null, at, isTyped: 'text' in content });
    deliverFrom(addTurn({ id, said, at }), content, asker);
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    const turnId = form.closest<HTMLElement>('[data-turn]')?.dataset['turn'] ?? '';
    const filled = await readForm(form, state.ui);
    if (!filled.ok) {
      filled.first?.focus();
      return;
    }
    const parts = form.querySelectorAll<HTMLInputElement>('input, textarea, select, button');
    for (const part of parts) part.disabled = true;
    composer().focus();
    const label = form.querySelector('[type=submit]')?.textContent ?? '';
    const call = { command: form.getAttribute('data-command') ?? '', args: filled.args };
    ask({ call }, filled.said === '' ? label : `${label}: ${filled.said}`, {
      settled(outcome) {
        // What is still wrong comes back as a form of its own; without one, this one is kept as it was filled.
        for (const part of parts) part.disabled = outcome === 'done';
        if (outcome === 'done') setDone(turnId);
      },
    });
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
    tellAgain() {
      const turns = recall();
      for (const [id, turn] of turns) tellOne(id, turn);
      scrollToEnd();
      return turns.length > 0;
    },
    saidBefore: () => [...kept.values()].flatMap(({ said, isTyped }) => (said !== null && isTyped ? [said] : [])),
    async press(button) {
      const question = button.getAttribute('data-confirm');
      if (question !== null && !(await askFirst(question))) return;
      button.disabled = true;
      composer().focus();
      const call = JSON.parse(button.getAttribute('data-call') ?? 'null');
      ask({ call }, button.textContent, {
        settled: () => {
          button.disabled = false;
        },
      });
    },
  };

  function tellOne(id: string, turn: KeptTurn): void {
    kept.set(id, turn);
    const { said, content, html, at, isDone = false } = turn;
    const shown = addTurn({ id, said, at, isOld: true });
    if (html === null) {
      shown.fail(say('unanswered'), content === null ? null : () => deliverFrom(shown, content, nobody));
      return;
    }
    const place = shown.answer(html);
    restoreForm(id, place);
    if (isDone)
      for (const part of place.querySelectorAll<HTMLInputElement>('.form :is(input, textarea, select, button)'))
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
