import { isRecord } from '../block-kit/rules.ts';
import { isTs } from '../identifiers.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { APP, BOT, BOT_USER, TEAM, TEAM_DOMAIN } from '../seed.ts';
import type { Json, State } from '../state.ts';
import { channelIn, defineMethod, type Method, textArg } from './define-method.ts';

export const AUTH_METHODS: Readonly<Record<string, Method>> = {
  'auth.test': defineMethod({
    answer: () => ({
      url: `https://${TEAM_DOMAIN}.slack.com/`,
      team: 'KAM double',
      user: 'kam',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT,
      is_enterprise_install: false,
    }),
  }),
  'bots.info': defineMethod({
    scopes: ['users:read'],
    takes: ['bot', 'team_id'],
    answer: () => ({ bot: { id: BOT, app_id: APP, user_id: BOT_USER, name: 'KAM Assistant', deleted: false } }),
  }),
};

/** [KIT] assistant.threads.*: a status in a thread, up to four prompts in the conversation. */
export const ASSISTANT_METHODS: Readonly<Record<string, Method>> = {
  'assistant.threads.setSuggestedPrompts': defineMethod({
    scopes: ['assistant:write'],
    needs: ['channel_id', 'prompts'],
    takes: ['channel_id', 'thread_ts', 'title', 'prompts'],
    json: { prompts: 'invalid_arguments' },
    answer: (args, state) => {
      const channel = conversationIn(state, args);
      const { prompts } = args;
      const isFine = Array.isArray(prompts) && prompts.length > 0 && prompts.length <= 4 && prompts.every(isPrompt);
      if (!isFine) throw invalidArguments('prompts: one to four of {title, message}');
      state.prompts.push({
        channel,
        threadTs: textArg(args, 'thread_ts'),
        title: textArg(args, 'title'),
        prompts: prompts as readonly Json[],
      });
      return {};
    },
  }),
  'assistant.threads.setStatus': defineMethod({
    scopes: ['assistant:write'],
    needs: ['channel_id', 'thread_ts'],
    takes: ['channel_id', 'thread_ts', 'status', 'loading_messages'],
    json: { loading_messages: 'invalid_arguments' },
    answer: (args, state) => {
      const channel = conversationIn(state, args);
      state.statuses.push({ channel, threadTs: textArg(args, 'thread_ts'), status: textArg(args, 'status') ?? '' });
      return {};
    },
  }),
};

const isPrompt = (one: unknown): boolean =>
  isRecord(one) && ['title', 'message'].every((key) => typeof one[key] === 'string' && one[key] !== '');

function conversationIn(state: State, args: Json): string {
  if (!state.seed.isAgent) throw new Refusal('not_agent_app');
  const channel = channelIn(state, args['channel_id']);
  if (!channel.members.has(BOT_USER)) throw new Refusal('channel_not_found');
  const thread = textArg(args, 'thread_ts');
  if (thread !== null && !isTs(thread)) throw new Refusal('invalid_thread_ts');
  return channel.id;
}
