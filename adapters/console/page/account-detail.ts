import { chipsOf } from './account-row.ts';
import type { AccountRow, AccountsData, ShareData, TimelineData, WhoData } from './answers.ts';
import { byId, make } from './elements.ts';
import { peopleView } from './people-view.ts';
import { quiet, section } from './section.ts';
import { shareView } from './share-view.ts';
import { say, term } from './state.ts';
import { promisesView, timelineView } from './timeline-view.ts';
import { askFor, sendMessage } from './transport.ts';

export interface AccountDetail {
  /** Shows an account; again, where it is open already. */
  show(accountId: string): Promise<void>;
  close(): void;
  /** The account shown; `null`: none. */
  shown(): string | null;
}

interface All {
  readonly row: AccountRow;
  readonly stage: string;
  readonly who: WhoData;
  readonly share: ShareData;
  readonly timeline: TimelineData;
}

/** One account beside the chat. What it shows are answers of commands; what it writes goes through the chat. */
export function createAccountDetail(): AccountDetail {
  const panel = byId('detail', HTMLElement);
  const title = byId('detail-title', HTMLElement);
  const body = byId('detail-body', HTMLElement);
  let open: string | null = null;
  let turn = 0;

  async function show(accountId: string): Promise<void> {
    turn += 1;
    const mine = turn;
    const isOther = open !== accountId;
    open = accountId;
    panel.hidden = false;
    if (isOther) {
      title.textContent = '';
      body.replaceChildren(quiet(say('loading')));
    }
    const all = await fetchAll(accountId);
    if (mine !== turn || open !== accountId) return;
    if (all === undefined) {
      body.replaceChildren(quiet(say('cannotShow')));
      return;
    }
    const folded = isOther ? new Set<string>() : foldedParts();
    const { scrollTop } = body;
    title.textContent = all.row.name;
    body.replaceChildren(...partsOf(all));
    for (const part of body.querySelectorAll<HTMLDetailsElement>('details[data-part]')) {
      part.open = !folded.has(part.dataset['part'] ?? '');
    }
    body.scrollTop = isOther ? 0 : scrollTop;
  }

  function foldedParts(): Set<string> {
    const parts = [...body.querySelectorAll<HTMLDetailsElement>('details[data-part]:not([open])')];
    return new Set(parts.map((part) => part.dataset['part'] ?? ''));
  }

  return {
    show,
    close() {
      open = null;
      turn += 1;
      panel.hidden = true;
    },
    shown: () => open,
  };
}

async function fetchAll(accountId: string): Promise<All | undefined> {
  const args = { account: `#${accountId}` };
  const [accounts, stage, who, share, timeline] = await Promise.all([
    askFor<AccountsData>({ command: 'accounts', args }),
    sendMessage({ call: { command: 'stage', args } }),
    askFor<WhoData>({ command: 'who', args }),
    askFor<ShareData>({ command: 'share', args }),
    askFor<TimelineData>({ command: 'timeline', args }),
  ]);
  const row = accounts?.accounts[0];
  if (!row || !who || !share || !timeline || stage.kind === 'failed') return undefined;
  return { row, stage: stage.answer.html, who, share, timeline };
}

function partsOf({ row, stage, who, share, timeline }: All): readonly Node[] {
  const head = make('div', 'detail-chips');
  head.append(chipsOf(row), make('p', 'quiet', say('owner', { who: row.owner })), actions(row.id));
  const gaps = make('ul', 'gaps');
  gaps.append(...row.findings.map(({ text }) => make('li', '', text)));
  return [
    head,
    section(say('gaps'), 'gaps', row.findings.length === 0 ? quiet(say('noGaps')) : gaps),
    section(say('promises'), 'promises', ...promisesView(timeline.promises)),
    section(say('stage'), 'stage', fromServer(stage)),
    section(say('people'), 'people', ...peopleView(who.contacts, row.members), place('map')),
    section(say('share'), 'share', ...shareView(share.shares), place('grid')),
    section(say('timeline'), 'timeline', ...timelineView(row.id, timeline)),
  ];
}

/** HTML of our own server, every literal escaped. */
function fromServer(html: string): Node {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/** Where a drawing of the account will stand. */
function place(what: 'map' | 'grid'): HTMLElement {
  const room = make('div', 'drawing');
  room.dataset['drawing'] = what;
  room.hidden = true;
  return room;
}

function actions(accountId: string): HTMLElement {
  const account = `#${accountId}`;
  const calls = [
    ['log', { command: 'log', args: { account } }],
    ['share', { command: 'share', args: { account, ask: true } }],
    ['addContact', { command: 'contact', args: { action: 'add', account } }],
  ] as const;
  const row = make('div', 'buttons');
  for (const [key, call] of calls) {
    const button = make('button', key === 'log' ? 'button primary' : 'button', term('action', key));
    button.type = 'button';
    button.dataset['call'] = JSON.stringify(call);
    row.append(button);
  }
  return row;
}
