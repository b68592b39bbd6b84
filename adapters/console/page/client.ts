import { createChat } from './chat.ts';
import { createComposer } from './composer.ts';
import { askFirst } from './confirm.ts';
import { addLine } from './conversation.ts';
import { byId } from './elements.ts';
import { offerNames } from './field-names.ts';
import { listen } from './live.ts';
import { createNewsReader } from './news.ts';
import { createPanels } from './panels.ts';
import { applyWords, say, state } from './state.ts';
import { forgetAll } from './storage.ts';
import { fetchWords, signOut } from './transport.ts';

const panels = createPanels();
const chat = createChat({ composer: () => composer, onAnswer });
const composer = createComposer((text) => {
  chat.ask({ text }, text, {
    settled: (outcome) => (outcome === 'failed' ? composer.giveBack(text) : composer.takeBack(text)),
  });
});
const reader = createNewsReader(panels);
let isListening = false;

async function onAnswer(language: string): Promise<void> {
  if (state.member === null || language !== document.documentElement.lang) await learnWords();
}

async function learnWords(): Promise<void> {
  const words = await fetchWords();
  if (words === undefined) return;
  const isOther = words.language !== document.documentElement.lang;
  applyWords(words);
  byId('member', HTMLElement).textContent = words.member?.name ?? '';
  composer.setCommands(words.commands);
  if (isOther && isListening) panels.redraw();
  follow();
}

/** From when somebody is known: what everybody records is followed, and the list is there. */
function follow(): void {
  if (isListening || state.member === null) return;
  isListening = true;
  panels.refresh(null);
  listen({
    onHello(isAgain) {
      // Also the first time: something may have been recorded between the first look and this.
      panels.refresh(null);
      if (isAgain) void learnWords();
    },
    onNews: reader.take,
    onSignedOut() {
      forgetAll();
      addLine(say('signedOut'), null);
    },
  });
}

// Buttons of answers stand in the chat and in the panel of an account.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-call]') : null;
  if (!(button instanceof HTMLButtonElement) || button.disabled) return;
  panels.leave();
  void chat.press(button);
});

byId('sign-out', HTMLButtonElement).addEventListener('click', async () => {
  if (!(await askFirst(say('signOutAsk'))) || !(await signOut())) return;
  forgetAll();
  location.replace('/');
});

offerNames(byId('log', HTMLElement));
follow();
void learnWords();
const isToldAgain = state.member !== null && chat.tellAgain();
composer.recall(chat.saidBefore());
composer.focus();
// In the first run anything said is answered with its form; later the page opens with what one can do here.
if (state.member === null) chat.ask({ text: 'hello' }, null);
else if (!isToldAgain) chat.ask({ call: { command: 'help', args: {} } }, null);
