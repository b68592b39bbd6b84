import { make } from './elements.ts';

/** A part of the account panel that can be folded away, with its heading. */
export function section(title: string, key: string, ...content: readonly (Node | string)[]): HTMLElement {
  const part = make('details', 'section');
  part.open = true;
  part.dataset['part'] = key;
  const summary = make('summary', '');
  summary.append(make('h3', '', title));
  part.append(summary, ...content);
  return part;
}

export const quiet = (text: string): HTMLElement => make('p', 'quiet', text);
