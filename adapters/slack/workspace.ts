import { type Asked, type FoundOut, findOut } from '../../src/chat/found-out.ts';
import type { Log } from '../../src/ports/log.ts';
import type { SlackClients } from './client.ts';
import { toSlackFault } from './errors.ts';
import type { Workspace } from './parts.ts';

/** Asks Slack in the background until it answers; with a token it does not take, the log says which setting to mend. */
export function findWorkspace({ ask }: Pick<SlackClients, 'ask'>, log: Log): FoundOut<Workspace> {
  async function look(): Promise<Asked<Workspace>> {
    try {
      const { team_id: team, user_id: botUser, bot_id: bot } = await ask.auth.test();
      if (!team || !botUser || !bot) throw new Error('SLACK_BOT_TOKEN is not the token of a bot');
      return { found: { team, botUser, bot } };
    } catch (error) {
      const { kind, text } = toSlackFault(error);
      return { why: text, isRefused: kind === 'refused' };
    }
  }
  return findOut({ name: 'Slack', ask: look, log });
}
