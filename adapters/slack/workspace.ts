import type { Log } from '../../src/ports/log.ts';
import type { SlackClients } from './client.ts';
import { toSlackFault } from './errors.ts';
import type { Workspace } from './parts.ts';

/** Where we are installed, found out once, and again when the app was taken away and may be back. */
export interface WorkspaceFinder {
  current(): Workspace | null;
  /** Resolves once it is known, or after so many milliseconds. */
  known(withinMs: number): Promise<void>;
  /** Why it is not known; `null`: it is, or it is still being asked. */
  trouble(): string | null;
  /** The app was uninstalled, or its token withdrawn. */
  lost(why: string): void;
  close(): void;
}

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Asks Slack in the background until it answers; with a token it does not take, the log says which setting to mend. */
export function findWorkspace(clients: Pick<SlackClients, 'ask'>, log: Log): WorkspaceFinder {
  let found: Workspace | null = null;
  let trouble: string | null = null;
  let waitMs = FIRST_MS;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const waiting = new Set<() => void>();

  async function look(): Promise<void> {
    try {
      const { team_id: team, user_id: botUser, bot_id: bot } = await clients.ask.auth.test();
      if (!team || !botUser || !bot) throw new Error('SLACK_BOT_TOKEN is not the token of a bot');
      if (isClosed) return;
      found = { team, botUser, bot };
      trouble = null;
      waitMs = FIRST_MS;
      log.info('Slack knows us', { team });
      for (const tell of waiting) tell();
    } catch (error) {
      if (!isClosed) failed(error);
    }
  }

  function failed(error: unknown): void {
    const fault = toSlackFault(error);
    const isRefused = fault.kind === 'refused';
    // Told once: what is repeated each minute is not read.
    if (fault.text !== trouble) log[isRefused ? 'error' : 'warn']('Slack cannot be used', { why: fault.text });
    trouble = fault.text;
    waitMs = isRefused ? LONGEST_MS : Math.min(waitMs * 2, LONGEST_MS);
    again(waitMs);
  }

  function again(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  }

  void look();
  return {
    current: () => found,
    known(withinMs) {
      if (found !== null) return Promise.resolve();
      return new Promise((resolve) => {
        const tell = (): void => {
          waiting.delete(tell);
          clearTimeout(patience);
          resolve();
        };
        const patience = setTimeout(tell, withinMs);
        waiting.add(tell);
      });
    },
    trouble: () => trouble,
    lost(why) {
      found = null;
      trouble = why;
      log.error('Slack cannot be used', { why });
      again(LONGEST_MS);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const tell of waiting) tell();
    },
  };
}
