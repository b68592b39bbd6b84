import { byId, make } from './elements.ts';
import type { PageStep } from './protocol.ts';
import { say, state } from './state.ts';
import { readShared, writeShared } from './storage.ts';

export interface Guide {
  /** Shows itself where it is due; in the words of now. */
  redraw(): void;
  /** Something was carried out, as `PageAnswer.did` says it. */
  tick(did: string): void;
  /** Shows itself again, whatever was dismissed. */
  bringBack(): void;
  isShown(): boolean;
}

interface Progress {
  readonly done: readonly string[];
  readonly isDismissed: boolean;
  /** It was begun, or asked for: it is there until it is dismissed. */
  readonly isWanted: boolean;
}

/** Where there is little room only the next thing is shown, once the first was tried. */
const NARROW = matchMedia('(max-width: 600px)');

/** Five things to try, each one tap; what was done is ticked off, however it was done. */
export function createGuide(tryOut: (step: PageStep) => void): Guide {
  const panel = byId('guide', HTMLElement);
  const list = byId('guide-steps', HTMLOListElement);
  const toggle = byId('guide-toggle', HTMLButtonElement);
  const next = byId('guide-next', HTMLButtonElement);
  let isFolded: boolean | null = null;

  // The demo is tried by one who is several people; what a member begins is theirs alone.
  const key = (): string => (state.guide?.isDemo === true ? state.guide.id : `${state.guide?.id}:${state.member?.id}`);
  const steps = (): readonly PageStep[] => state.guide?.steps ?? [];

  function progress(): Progress {
    const blank = { done: [], isDismissed: false, isWanted: false };
    try {
      return { ...blank, ...(JSON.parse(readShared(`guide:${key()}`) ?? '{}') as Partial<Progress>) };
    } catch {
      return blank;
    }
  }

  function keep(change: Partial<Progress>): void {
    writeShared(`guide:${key()}`, JSON.stringify({ ...progress(), ...change }));
    redraw();
  }

  function isDue(): boolean {
    if (state.guide === null || state.member === null) return false;
    const { isDismissed, isWanted } = progress();
    return !isDismissed && (isWanted || state.guide.isOffered);
  }

  function redraw(): void {
    panel.hidden = !isDue();
    if (panel.hidden) return;
    const { done } = progress();
    const left = steps().filter((step) => !done.includes(step.key));
    const count = steps().length - left.length;
    const folded = left.length === 0 || (isFolded ?? (NARROW.matches && count > 0));
    byId('guide-count', HTMLElement).textContent = `${count} / ${steps().length}`;
    byId('guide-end', HTMLElement).hidden = left.length > 0;
    list.hidden = folded;
    list.replaceChildren(...steps().map((step) => item(step, done.includes(step.key))));
    toggle.hidden = left.length === 0;
    toggle.textContent = folded ? say('guideAll') : say('guideLess');
    toggle.setAttribute('aria-expanded', String(!folded));
    next.hidden = !folded || left[0] === undefined;
    next.textContent = left[0] === undefined ? '' : say('guideNext', { what: left[0].label });
    next.dataset['step'] = left[0]?.key ?? '';
  }

  function item(step: PageStep, isDone: boolean): HTMLElement {
    const line = make('li', isDone ? 'guide-step is-done' : 'guide-step');
    const button = make('button', 'guide-button');
    button.type = 'button';
    button.dataset['step'] = step.key;
    const tick = make('span', 'tick', isDone ? '✓' : '');
    tick.setAttribute('aria-hidden', 'true');
    button.append(tick, make('span', '', step.label));
    if (isDone) button.append(make('span', 'unseen', ` (${say('done')})`));
    line.append(button);
    return line;
  }

  function tick(isDone: (step: PageStep) => boolean): void {
    const { done } = progress();
    const more = steps().filter((step) => !done.includes(step.key) && isDone(step));
    if (more.length > 0) keep({ done: [...done, ...more.map((step) => step.key)], isWanted: true });
  }

  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
    const step = steps().find((one) => one.key === button?.dataset['step']);
    if (step === undefined) return;
    // To be somebody else opens another page: that it was tried is noted before.
    if ('speakAs' in step.content) tick((one) => one === step);
    tryOut(step);
  });
  toggle.addEventListener('click', () => {
    isFolded = !list.hidden;
    redraw();
  });
  byId('guide-dismiss', HTMLButtonElement).addEventListener('click', () => {
    keep({ isDismissed: true });
    byId('message', HTMLTextAreaElement).focus();
  });
  NARROW.addEventListener('change', redraw);

  return {
    redraw,
    tick: (did) => tick(({ doneBy }) => doneBy.includes(did)),
    bringBack() {
      if (state.guide !== null) keep({ isDismissed: false, isWanted: true });
    },
    isShown: () => !panel.hidden,
  };
}
