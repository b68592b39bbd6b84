import type { NewsData } from './answers.ts';
import { addLine } from './conversation.ts';
import type { Panels } from './panels.ts';
import type { PageNews } from './protocol.ts';
import { say } from './state.ts';
import { askFor } from './transport.ts';

/** What comes within this time is looked at together. */
const GATHER_MS = 150;
/** More at once are one line, not many. */
const MANY = 5;

/** Tells of what others recorded in a quiet line, and brings the panels up to date. All the server said was that something was. */
export function createNewsReader(panels: Panels): { take(news: PageNews): void } {
  let gathered: PageNews[] = [];
  let timer = 0;

  async function tell(): Promise<void> {
    const news = gathered;
    gathered = [];
    const accounts = new Set(news.map(({ accountId }) => accountId));
    panels.refresh(accounts.has(null) || accounts.size > MANY ? null : [...accounts].filter((id) => id !== null));
    const changes = [...new Set(news.filter(({ accountId }) => accountId !== null).map(({ changeId }) => changeId))];
    if (accounts.has(null) || changes.length > MANY) return addLine(say('muchRecorded'), null);
    for (const change of changes) await tellOne(change);
  }

  async function tellOne(change: string): Promise<void> {
    const found = await askFor<NewsData>({ command: 'news', args: { change } });
    const item = found?.items[0];
    // One's own has just been answered.
    if (item === undefined || item.mine) return;
    const line = say('recorded', { who: item.by ?? say('operator'), account: item.account, what: item.text });
    addLine(line, () => panels.open(item.accountId));
  }

  return {
    take(news) {
      gathered.push(news);
      clearTimeout(timer);
      timer = setTimeout(() => void tell(), GATHER_MS);
    },
  };
}
