import type { Json } from './json.ts';
import type { Mention } from './state.ts';

/** Somebody who is mentioned. `key`: `@_all` means everybody, and stands in no list of mentions (im-v1/message/events/receive). */
export type Mentioned = Mention;

/** What somebody wrote: a text; rich text by lines; or anything else as it is. */
export type Written =
  | string
  | { readonly post: string | Lines | { readonly title?: string; readonly content: Lines } }
  | { readonly type: string; readonly content: Json | string };

/** Lines of elements. */
type Lines = readonly (readonly Json[])[];

export interface Composed {
  readonly type: string;
  readonly content: string;
}

/** What the app receives of it (im-v1/message/events/receive): keys in the place of names; who is not named in it stands before it. */
export function composed(written: Written, mentioned: readonly Mentioned[]): Composed {
  if (typeof written === 'string') {
    return { type: 'text', content: JSON.stringify({ text: inText(written, mentioned) }) };
  }
  if ('type' in written) {
    const { type, content } = written;
    return { type, content: typeof content === 'string' ? content : JSON.stringify(content) };
  }
  const { title, lines } = linesOf(written.post);
  const [first = [], ...rest] = lines;
  const before = mentioned.map(({ key, name }) => ({ tag: 'at', user_id: key, user_name: name, style: [] }));
  const content = before.length === 0 ? lines : [[...before, { tag: 'text', text: ' ' }, ...first], ...rest];
  return { type: 'post', content: JSON.stringify({ title, content }) };
}

function linesOf(post: Extract<Written, { post: unknown }>['post']): { readonly title: string; readonly lines: Lines } {
  if (typeof post === 'string') return { title: '', lines: post.split('\n').map((text) => [{ tag: 'text', text }]) };
  return 'content' in post ? { title: post.title ?? '', lines: post.content } : { title: '', lines: post };
}

/** Longer names first: `@Tom Lee` is not `@Tom`. */
function inText(text: string, mentioned: readonly Mentioned[]): string {
  const inOrder = [...mentioned].sort((a, b) => b.name.length - a.name.length);
  const inside = new Set(inOrder.filter(({ name }) => text.includes(`@${name}`)).map(({ key }) => key));
  const named = inOrder.reduce((sum, { key, name }) => sum.replace(`@${name}`, key), text);
  const before = mentioned.filter(({ key }) => !inside.has(key)).map(({ key }) => `${key} `);
  return `${before.join('')}${named}`;
}
