import { createChat } from './chat.ts';
import { createComposer } from './composer.ts';
import { askFirst } from './confirm.ts';
import { addLine, greet, scrollToEnd } from './conversation.ts';
import { byId } from './elements.ts';
import { offerNames } from './field-names.ts';
import { createGuide } from './guide.ts';
import { offerTransfers } from './import-panel.ts';
import { listen } from './live.ts';
import { createNewsReader } from './news.ts';
import { createPanels } from './panels.ts';
import { becomeSomebodyElse, createPeopleMenu } from './people.ts';
import { createPlaces } from './places.ts';
import type { PageAnswer } from './protocol.ts';
import { applyWords, say, state } from './state.ts';
import { forgetAll } from './storage.ts';
import { fetchWords, signOut } from './transport.ts';

const panels = createPanels();
const chat = createChat({
  composer: () => composer,
  place: () => places.current(),
  onPosted: (place, messages) => places.know(place, messages),
  onAnswer,
});
const composer = createComposer((text) => {
  const place = places.current();
  chat.ask({ text }, text, {
    settled(outcome) {
      if (places.current() !== place) return;
      if (outcome === 'failed') composer.giveBack(text);
      else composer.takeBack(text);
    },
  });
});
const places = createPlaces({
  onFirst: (place) => chat.tellAgain(place),
  onMoved(place) {
    composer.moveTo(place);
    panels.leave();
    composer.focus();
  },
  afterwards: chat.afterwards,
});
const guide = createGuide(({ content, label }) => {
  if ('speakAs' in content) return void becomeSomebodyElse(content.speakAs);
  if (places.current() !== 'dm') places.open('dm');
  chat.ask(content, 'text' in content ? content.text : label);
});
offerTransfers((call, said) => {
  if (places.current() !== 'dm') places.open('dm');
  panels.leave();
  composer.focus();
  chat.ask({ call }, said);
});
const people = createPeopleMenu();
const reader = createNewsReader(panels);
let isListening = false;

async function onAnswer({ language, did }: PageAnswer, isAsked: boolean): Promise<void> {
  if (state.member === null || language !== document.documentElement.lang) await learnWords();
  if (did === null || !isAsked) return;
  if (did === 'help') guide.bringBack();
  guide.tick(did);
}

async function learnWords(): Promise<void> {
  const words = await fetchWords();
  if (words === undefined) return;
  const isOther = words.language !== document.documentElement.lang;
  applyWords(words);
  byId('member', HTMLElement).textContent = words.member?.name ?? '';
  composer.setCommands(words.commands);
  if (isOther && isListening) panels.redraw();
  places.redraw();
  people.redraw();
  guide.redraw();
  follow();
}

/** From when somebody is known: what everybody records is followed, and the lists are there. */
function follow(): void {
  if (isListening || state.member === null) return;
  isListening = true;
  panels.refresh(null);
  listen({
    onHello(isAgain) {
      // Also the first time: something may have been recorded between the first look and this.
      panels.refresh(null);
      void places.reload();
      if (isAgain) void learnWords();
    },
    onNews: reader.take,
    onPosted: places.take,
    onSignedOut() {
      forgetAll();
      addLine(say('signedOut'), null);
    },
  });
}

// Buttons of answers stand in the chat and in the panel of an account, whose answers are for oneself.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-call]') : null;
  if (!(button instanceof HTMLButtonElement) || button.disabled) return;
  const isInLog = button.closest('#log') !== null;
  if (!isInLog && places.current() !== 'dm') places.open('dm');
  panels.leave();
  void chat.press(button, isInLog ? places.current() : 'dm');
});

// Not by its address: that one remembers the place.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  composer.focus();
});

byId('sign-out', HTMLButtonElement).addEventListener('click', async () => {
  if (!(await askFirst(say('signOutAsk'))) || !(await signOut())) return;
  forgetAll();
  location.replace('/');
});

offerNames(byId('log', HTMLElement));
composer.setCommands(state.commands);
composer.recall(chat.saidBefore());
composer.moveTo('dm');
guide.redraw();
const isToldAgain = chat.tellAgain('dm');
scrollToEnd();
follow();
composer.focus();
// In the first run anything said is answered with its form; later the page opens with what one can do here.
if (state.member === null) chat.ask({ text: 'hello' }, null);
else if (!isToldAgain && guide.isShown()) greet(state.member.name, state.guide?.isDemo === true);
else if (!isToldAgain) chat.ask({ call: { command: 'help', args: {} } }, null);
places.redraw();
