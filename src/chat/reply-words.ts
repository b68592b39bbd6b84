import type { Language } from '../domain/vocabulary.ts';

/** What a chat itself says inside a reply, whatever its platform. */
export interface ReplyWords {
  readonly colon: string;
  readonly fillIn: string;
  readonly orTyped: string;
  readonly share: string;
  readonly more: (shown: number, all: number) => string;
  readonly moreColumns: (shown: number, all: number) => string;
  /** Parts and buttons of a reply that did not fit. */
  readonly leftOut: (parts: number, buttons: number) => string;
  /** Labels of buttons that cannot be pressed here. */
  readonly noButton: (labels: string) => string;
  readonly sure: string;
  readonly yes: string;
  readonly no: string;
  readonly empty: string;
  readonly part: (at: number, of: number) => string;
  /** Inputs there is no room for. */
  readonly notAsked: (labels: string) => string;
  readonly exampleDay: string;
  /** A file, and where it is put: private answers have no room for one. */
  readonly file: (named: string) => string;
}

export const REPLY_WORDS: Readonly<Record<Language, ReplyWords>> = {
  zh: {
    colon: '：',
    fillIn: '填写…',
    orTyped: '也可以直接输入：',
    share: '发到这里',
    more: (shown, all) => `显示 ${shown} / ${all} 条，其余未列出…`,
    moreColumns: (shown, all) => `显示 ${shown} / ${all} 列，其余未列出…`,
    leftOut: (parts, buttons) =>
      `内容太长，有 ${parts} 部分${buttons > 0 ? `和 ${buttons} 个按钮` : ''}未显示。请把问题问得具体一些。`,
    noButton: (labels) => `以下操作在这里点不了，请直接输入：${labels}`,
    sure: '确定吗？',
    yes: '确定',
    no: '取消',
    empty: '（无内容）',
    part: (at, of) => `（${at}/${of}）`,
    notAsked: (labels) => `这里放不下：${labels}。已填的内容会一并提交。`,
    exampleDay: '例如 2026-11-25',
    file: (named) => `${named}，已发到我们的私信里`,
  },
  en: {
    colon: ': ',
    fillIn: 'Fill in…',
    orTyped: 'Or type: ',
    share: 'Share here',
    more: (shown, all) => `${shown} of ${all}, more…`,
    moreColumns: (shown, all) => `${shown} of ${all} columns, more…`,
    leftOut: (parts, buttons) =>
      `Too long to show in full: ${parts} ${parts === 1 ? 'part' : 'parts'}${buttonsWord(buttons)} left out. Ask about less at a time.`,
    noButton: (labels) => `These cannot be pressed here, type them instead: ${labels}`,
    sure: 'Are you sure?',
    yes: 'Yes',
    no: 'No',
    empty: '(nothing)',
    part: (at, of) => ` (${at}/${of})`,
    notAsked: (labels) => `No room here for: ${labels}. What is filled in there goes along.`,
    exampleDay: 'For example 2026-11-25',
    file: (named) => `${named}, in our direct messages`,
  },
};

function buttonsWord(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' and 1 button' : ` and ${count} buttons`;
}
