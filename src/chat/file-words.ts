import type { Language } from '../domain/vocabulary.ts';

interface FileWords {
  readonly forgotten: (name: string) => string;
  readonly failed: (name: string) => string;
}

/** What is said under a message whose file could not be handed over. */
export const FILE_WORDS: Readonly<Record<Language, FileWords>> = {
  en: {
    forgotten: (name) => `${name} is not kept any more: files wait for half an hour. Please ask for it again.`,
    failed: (name) =>
      `${name} could not be put here. Please ask for it again; if it stays so, an administrator finds the reason in the log.`,
  },
  zh: {
    forgotten: (name) => `${name} 已不再保留：文件只保留半小时。请重新要一次。`,
    failed: (name) => `${name} 没能传到这里。请重新要一次；如果仍然不行，管理员可以在日志里查到原因。`,
  },
};
