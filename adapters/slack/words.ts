import type { WhyNotHere } from '../../src/chat/answer-said.ts';
import type { Language } from '../../src/domain/vocabulary.ts';

/** What the assistant says in Slack that no other door needs. */
export interface SlackWords {
  /** An operator has to mend it first. */
  readonly notConnected: string;
  /** It is written down, and answered as soon as what keeps the book busy is done. */
  readonly busy: string;
  readonly notTaken: string;
  readonly oldButton: string;
  readonly oldShortcut: string;
  /** It is written down, but cannot be worked on, time and again. */
  readonly delayed: string;
  /** What is to be shared stands there. */
  readonly sharedBefore: string;
  /** Why something is not said to all in a channel. */
  readonly notHere: Readonly<Record<WhyNotHere, string>>;
  readonly filesElsewhere: string;
  /** A message was forwarded to us without a word. */
  readonly forwardedElsewhere: string;
  /** Under the answer to a text that files came with. */
  readonly filesLeft: (count: number) => string;
}

export const SLACK_WORDS: Readonly<Record<Language, SlackWords>> = {
  zh: {
    notConnected: '我现在连不上 Slack，暂时无法回答。你说的已记下，恢复后会回复你。请告诉管理员查看日志。',
    busy: '已收到。现在正忙，稍后回复；如果几分钟后还没有回复，请再说一次。',
    notTaken: '刚才那一步没有记下来，请稍后再试。',
    oldButton: '这个按钮是旧版本的，已经不能用了。请重新输入命令。',
    oldShortcut: '这个快捷方式我不认识，应用需要更新，请告诉管理员。你也可以直接输入：/kam 记录 ……',
    delayed: '你说的已记下，但现在处理不了。我会自动重试，不用再说一次。如果一直没有结果，请管理员查看日志。',
    sharedBefore: '这条已经发到这里了。',
    notHere: {
      others: '这里有不是本系统成员的人，所以不能把客户内容发到这里。',
      fewer: '这条内容不是给所有成员看的，所以没有发到这里。',
      'no-digest': '这里有不是本系统成员的人，不能在这里发摘要。请换一个只有成员的频道。',
      'not-there': '我不在这个频道里，所以不能在这里对大家说话。请先输入 /invite @kam 邀请我，再说一次。',
    },
    filesElsewhere:
      '作为消息发来的文件我读不了。要导入表格、名片或客户簿，请输入“导入”，在它的表单里选择文件。要记录文件里的内容，请用文字告诉我。',
    forwardedElsewhere:
      '转发来的消息我不会读，所以什么都没有记。要记录一条消息，请在原消息的“更多操作”里选择“Log to account”；也可以用文字告诉我发生了什么。',
    filesLeft: (count) =>
      `附带的${count === 1 ? '文件' : ` ${count} 个文件`}没有保存。要导入表格、名片或客户簿，请输入“导入”，在它的表单里选择文件。`,
  },
  en: {
    notConnected:
      'I cannot reach Slack just now. What you said is written down and answered once it is mended. Please tell an administrator to look at the log.',
    busy: 'Received. I am busy just now and will answer in a moment; if nothing comes within a few minutes, say it again.',
    notTaken: 'That was not recorded. Try again in a moment.',
    oldButton: 'This button is from an earlier version and does nothing any more. Type the command instead.',
    oldShortcut:
      'I do not know this shortcut: the app has to be brought up to date, please tell an administrator. Until then type it: /kam log …',
    delayed:
      'What you said is written down, but it cannot be worked on just now. It is tried again by itself: there is no need to say it again. If nothing comes, an administrator finds the reason in the log.',
    sharedBefore: 'That was shared here already.',
    notHere: {
      others: 'Not everybody here is a member, so nothing about accounts is said here.',
      fewer: 'That is not for all members, so it was not said here.',
      'no-digest': 'Not everybody here is a member, so a digest cannot be told here. Choose a channel of members only.',
      'not-there':
        'I am not in this channel, so I cannot speak to all here. Say /invite @kam first, and then this again.',
    },
    filesElsewhere:
      'I cannot read a file that is sent as a message. To import a table, cards or a book, type "import" and choose the file in its form. To record what is in one, tell me in words.',
    forwardedElsewhere:
      'I do not read messages that are forwarded to me, so nothing was recorded. To record one, choose "Log to account" under "More actions" of that message, or tell me in words what happened.',
    filesLeft: (count) =>
      `The ${count === 1 ? 'file was' : `${count} files were`} not kept. To import a table, cards or a book, type "import" and choose the file in its form.`,
  },
};
