/** What somebody sees of markdown in a card or a text, whom it mentions and where its links lead. */
export interface Read {
  readonly text: string;
  readonly pings: readonly string[];
  readonly links: readonly string[];
}

export interface Eyes {
  readonly timeZone: string;
  nameOf(openId: string): string | null;
}

export const NOBODY: Eyes = { timeZone: 'Asia/Shanghai', nameOf: () => null };

/** Markdown of a card (content-components/rich-text): entities, emphasis, links, mentions, colours, times in the reader's zone. */
export function readMarkdown(source: string, eyes: Eyes): Read {
  const pings: string[] = [];
  const links: string[] = [];
  const ping = (ids: string): string => {
    const all = ids.split(',').map((one) => one.trim());
    pings.push(...all);
    return all.map((id) => `@${id === 'all' ? '所有人' : (eyes.nameOf(id) ?? id)}`).join(' ');
  };
  const text = source
    .replace(/<at\s+(?:user_)?ids?=["']?([\w,]+)["']?\s*>[^<]*<\/at>/g, (_, ids: string) => ping(ids))
    .replace(/<person\s+id\s*=\s*["']?(\w+)["']?[^>]*>(?:<\/person>)?/g, (_, id: string) => eyes.nameOf(id) ?? id)
    .replace(/<local_datetime([^>]*)>(?:<\/local_datetime>)?/g, (_, told: string) => timeIn(told, eyes))
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, (_, alt: string) => `[${alt}]`)
    .replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (_, shown: string, url: string) => {
      links.push(decoded(url));
      return shown;
    })
    .replace(/<link[^>]*url=["']([^"']+)["'][^>]*>([^<]*)<\/link>/g, (_, url: string, shown: string) => {
      links.push(decoded(url));
      return shown;
    })
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?[a-z_]+(?:\s[^<>]*)?\/?>/gi, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '$1')
    .replace(/~~([^~\n]+)~~/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^#{1,6} /gm, '');
  return { text: decoded(text), pings, links };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, ten?: string, hex?: string, name?: string) => {
    if (ten !== undefined) return String.fromCodePoint(Number(ten));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return NAMED[name ?? ''] ?? whole;
  });
}

function timeIn(told: string, { timeZone }: Eyes): string {
  const ms = Number(/millisecond=["']?(\d+)/.exec(told)?.[1] ?? Number.NaN);
  const format = /format_type=["']?(\w+)/.exec(told)?.[1] ?? 'date';
  if (Number.isNaN(ms)) return '';
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
  const [day = '', time = ''] = parts.split(' ');
  return format === 'time' ? time : day;
}
