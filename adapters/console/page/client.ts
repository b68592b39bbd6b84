import { type Composer, createComposer } from './composer.ts';
import { askFirst } from './confirm.ts';
import { createConversation, type Turn } from './conversation.ts';
import { byId } from './elements.ts';
import { readForm } from './forms.ts';
import type { PageContent, PageUi, PageWords } from './protocol.ts';
import { fetchWords, sendMessage } from './transport.ts';

/** How something asked went: it never arrived (or nobody knows), it was refused with nothing to fill in, or it is done with. */
type Outcome = 'failed' | 'refused' | 'done';

/** Where something was asked from, to be told how it went. */
interface Asker {
  settled(outcome: Outcome): void;
}

const state = {
  ui: JSON.parse(document.body.getAttribute('data-ui') ?? '{}') as PageUi,
  isFirstRun: document.body.getAttribute('data-first-run') === 'true',
};
const conversation = createConversation();
const composer: Composer = createComposer((text) => {
  const asker: Asker = {
    settled: (outcome) => (outcome === 'failed' ? composer.giveBack(text) : composer.takeBack(text)),
  };
  ask({ text }, text, asker);
});
/** One after the other, so that an undo never overtakes what it undoes. */
let queue: Promise<void> = Promise.resolve();

function ask(content: PageContent, said: string | null, asker: Asker): void {
  const turn = conversation.add(said, state.ui);
  const attempt = (): void => {
    turn.wait();
    queue = queue.then(() => deliver(content, turn, asker, attempt)).catch((bug: unknown) => console.error(bug));
  };
  attempt();
}

async function deliver(content: PageContent, turn: Turn, asker: Asker, retry: () => void): Promise<void> {
  const sent = await sendMessage(content, document.documentElement.lang, state.ui);
  if (sent.kind === 'failed') {
    asker.settled('failed');
    turn.fail(sent.message, retry);
    return;
  }
  const place = turn.answer(sent.answer.html);
  asker.settled(sent.answer.ok || place.querySelector('.form') !== null ? 'done' : 'refused');
  focusOn(place);
  if (state.isFirstRun || sent.answer.language !== document.documentElement.lang) await learnWords();
}

/** To the form that was answered with, else back to the input line; never away from something being typed. */
function focusOn(place: HTMLElement): void {
  const busy = document.activeElement;
  const isFree = busy === null || busy === document.body || (busy.id === 'message' && composer.isEmpty());
  if (!isFree) return;
  const fields = [...place.querySelectorAll<HTMLInputElement>('.form input, .form textarea, .form select')];
  const next =
    fields.find((field) => field.getAttribute('aria-invalid') === 'true') ??
    fields.find((field) => field.value === '') ??
    fields[0];
  if (next === undefined) composer.focus();
  else next.focus({ preventScroll: true });
}

async function learnWords(): Promise<void> {
  const words = await fetchWords();
  if (words !== undefined) apply(words);
}

function apply({ member, language, ui, commands }: PageWords): void {
  state.ui = ui;
  state.isFirstRun = member === null;
  document.documentElement.lang = language;
  document.title = ui.product;
  byId('member', HTMLElement).textContent = member?.name ?? '';
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = ui[element.getAttribute('data-word') as keyof PageUi];
  }
  const field = byId('message', HTMLTextAreaElement);
  field.placeholder = ui.placeholder;
  for (const part of [field, byId('composer', HTMLElement)]) part.setAttribute('aria-label', ui.inputLabel);
  byId('send', HTMLElement).setAttribute('aria-label', ui.send);
  byId('log', HTMLElement).setAttribute('aria-label', ui.conversation);
  byId('completion', HTMLElement).setAttribute('aria-label', ui.commands);
  composer.setCommands(commands);
}

async function press(button: HTMLButtonElement): Promise<void> {
  const question = button.getAttribute('data-confirm');
  if (question !== null && !(await askFirst(question))) return;
  button.disabled = true;
  composer.focus();
  const call = JSON.parse(button.getAttribute('data-call') ?? 'null');
  ask({ call }, button.textContent, {
    settled: () => {
      button.disabled = false;
    },
  });
}

async function submit(form: HTMLFormElement): Promise<void> {
  const filled = await readForm(form, state.ui);
  if (!filled.ok) {
    filled.first?.focus();
    return;
  }
  const parts = form.querySelectorAll<HTMLInputElement>('input, textarea, select, button');
  for (const part of parts) part.disabled = true;
  composer.focus();
  const label = form.querySelector('[type=submit]')?.textContent ?? '';
  const call = { command: form.getAttribute('data-command') ?? '', args: filled.args };
  ask({ call }, filled.said === '' ? label : `${label}: ${filled.said}`, {
    settled: (outcome) => {
      // What is still wrong comes back as a form of its own; without one, this one is kept as it was filled.
      for (const part of parts) part.disabled = outcome === 'done';
    },
  });
}

byId('log', HTMLElement).addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-call]') : null;
  if (button instanceof HTMLButtonElement && !button.disabled) void press(button);
});
byId('log', HTMLElement).addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) void submit(event.target);
});

const nobody: Asker = { settled: () => {} };
void learnWords();
composer.focus();
// In the first run anything said is answered with its form; later the page opens with what one can do here.
ask(state.isFirstRun ? { text: 'hello' } : { call: { command: 'help', args: {} } }, null, nobody);
