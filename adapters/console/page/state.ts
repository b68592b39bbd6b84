import type { PageUi, PageWords } from './protocol.ts';

/** What every part of the page knows: who reads it, in which words. The server wrote it into the page; later it comes over the API. */
export const state = JSON.parse(document.body.dataset['words'] ?? 'null') as {
  -readonly [K in keyof PageWords]: PageWords[K];
};

/** A word of the page with something put in: `{n}`, `{who}`. */
export function say(key: keyof PageUi, parts: Readonly<Record<string, string | number>> = {}): string {
  return state.ui[key].replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''));
}

/** A key of an answer's data as a word; a key nobody knows stays itself. */
export const term = (group: string, key: string): string => state.vocabulary[group]?.[key] ?? key;

/** The same without what stands in brackets behind it, for where there is little room. */
export const shortTerm = (group: string, key: string): string => term(group, key).split(/\s*[（(]/)[0] ?? key;

export const language = (): string => document.documentElement.lang;

/** A calendar day as people write it; year and month where they matter. */
export function dayText(day: string): string {
  const format = new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: language() === 'zh' ? 'long' : 'short',
    day: 'numeric',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The words of the page in the language they came in. */
export function applyWords(words: PageWords): void {
  Object.assign(state, words);
  document.documentElement.lang = words.language;
  document.body.classList.toggle('first-run', words.member === null);
  const put = (attributeName: string, into: (element: Element, text: string) => void): void => {
    for (const element of document.querySelectorAll(`[${attributeName}]`)) {
      into(element, words.ui[element.getAttribute(attributeName) as keyof PageUi]);
    }
  };
  put('data-word', (element, text) => {
    element.textContent = text;
  });
  put('data-label', (element, text) => element.setAttribute('aria-label', text));
  put('data-placeholder', (element, text) => element.setAttribute('placeholder', text));
}
