import { byId, make } from './elements.ts';
import { state } from './state.ts';
import { speakAs } from './transport.ts';

/** The demo's people, each one tap away; nowhere else is there such a menu. */
export function createPeopleMenu(): { redraw(): void } {
  const menu = document.getElementById('people-menu');
  const list = document.getElementById('people-list');
  if (!(menu instanceof HTMLDetailsElement) || list === null) return { redraw: () => {} };

  function redraw(): void {
    list?.replaceChildren(
      ...(state.people ?? []).map(({ id, name, role }) => {
        const line = make('li', '');
        const button = make('button', 'person-button');
        button.type = 'button';
        button.dataset['person'] = id;
        if (id === state.member?.id) button.setAttribute('aria-current', 'true');
        button.append(make('strong', '', name), make('span', 'quiet', role));
        line.append(button);
        return line;
      }),
    );
  }

  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-person]') : null;
    const id = button?.dataset['person'];
    if (id === undefined) return;
    menu.open = false;
    if (id !== state.member?.id) void becomeSomebodyElse(id);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  redraw();
  return { redraw };
}

/** This browser goes on as somebody else; the page is theirs from its first line on. */
export async function becomeSomebodyElse(memberId: string): Promise<void> {
  if (await speakAs(memberId)) location.replace('/');
  else byId('message', HTMLTextAreaElement).focus();
}
