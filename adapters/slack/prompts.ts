import type { Language } from '../../src/domain/vocabulary.ts';
import { codeOf, toSlackFault } from './errors.ts';
import type { SlackParts } from './parts.ts';

export interface Prompts {
  readonly title: string;
  /** Slack shows four at most. `message` is what is said for whoever taps it. */
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** What the conversation with the assistant offers to begin with. */
export const PROMPTS: Readonly<Record<Language, Prompts>> = {
  zh: {
    title: '可以这样开始',
    prompts: [
      { title: '今天要做什么？', message: '首页' },
      { title: '哪些客户等我们联系？', message: '待联系' },
      { title: '我们承诺了什么？', message: '待办' },
      { title: '你能做什么？', message: '帮助' },
    ],
  },
  en: {
    title: 'You could begin with',
    prompts: [
      { title: 'What is on today?', message: 'home' },
      { title: 'Who waits for a word from us?', message: 'overdue' },
      { title: 'What did we promise?', message: 'next' },
      { title: 'What can you do?', message: 'help' },
    ],
  },
};

/** Offers them where somebody opened their conversation with the assistant. Never rejects. */
export async function suggestPrompts(
  channel: string,
  language: Language,
  { clients, log }: Pick<SlackParts, 'clients' | 'log'>,
): Promise<void> {
  const { title, prompts } = PROMPTS[language];
  try {
    await clients.ask.assistant.threads.setSuggestedPrompts({ channel_id: channel, title, prompts: [...prompts] });
  } catch (error) {
    // An app without the agent view takes none, and needs none.
    const level = codeOf(error) === null ? 'warn' : 'debug';
    log[level]('no prompts were suggested', { why: toSlackFault(error).text });
  }
}
