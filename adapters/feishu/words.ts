import type { WhyNotHere } from '../../src/chat/answer-said.ts';
import type { Language } from '../../src/domain/vocabulary.ts';

/** What the assistant says in Feishu that no other door needs. */
export interface FeishuWords {
  readonly oldButton: string;
  /** Why something is not said to all in a group. */
  readonly notHere: Readonly<Record<WhyNotHere, string>>;
  /** A picture or file was sent. */
  readonly filesElsewhere: string;
  /** Under the answer to words that pictures came with. */
  readonly filesLeft: string;
  /** A conversation was forwarded to us. */
  readonly forwardedElsewhere: string;
  /** A voice, a sticker, anything else without words. */
  readonly wordsPlease: string;
  /** Shown at once when an answer takes longer than Feishu waits. */
  readonly working: string;
  readonly notTaken: string;
  /** Instead of the name of a group: of the one it is said in, and of one the reader may not be in. */
  readonly thisGroup: string;
  readonly otherGroup: string;
  /** What a form was about is not to be found any more. */
  readonly expired: string;
  readonly welcome: FeishuWelcome;
  readonly introduction: FeishuIntroduction;
}

/** The first card somebody gets. */
export interface FeishuWelcome {
  readonly title: string;
  /** Whatever is typed works; a slash shows the commands. */
  readonly how: string;
  readonly home: string;
  readonly log: string;
  readonly next: string;
  readonly help: string;
}

/** The first card in a group. */
export interface FeishuIntroduction {
  readonly title: (name: string) => string;
  readonly how: string;
  /** Where others than members read. */
  readonly helpExample: string;
  readonly example: string;
  readonly whoHears: string;
  readonly bind: string;
  readonly bindExample: string;
}

export const FEISHU_WORDS: Readonly<Record<Language, FeishuWords>> = {
  zh: {
    oldButton: '这个按钮是旧版本的，已经不能用了。请重新输入命令。',
    notHere: {
      others: '这里有不是本系统成员的人，所以不能把客户内容发到这里。',
      fewer: '这条内容不是给所有成员看的，所以没有发到这里。',
      'no-digest': '这里有不是本系统成员的人，不能在这里发摘要。请换一个只有成员的群。',
      'not-there': '我不在这个群里，所以不能在这里对大家说话。请先把我加进群，再说一次。',
    },
    filesElsewhere:
      '图片和文件我在飞书里读不了。要导入表格、名片或客户簿，请在网页控制台输入“导入”并选择文件，或请管理员运行 kam import。要记录文件里的内容，请用文字告诉我。',
    filesLeft: '附带的图片没有保存：我在飞书里读不了图片和文件。',
    forwardedElsewhere:
      '合并转发来的聊天记录我读不了，所以什么都没有记。请用一句话告诉我发生了什么，或把要记的那条消息的文字复制给我。',
    wordsPlease: '我只读得懂文字，语音、表情这类消息读不了。请用一句话告诉我发生了什么，或输入“帮助”看看我会做什么。',
    working: '正在处理，结果马上发给你。',
    notTaken: '刚才那一步没有记下来，请稍后再点一次。',
    thisGroup: '本群',
    otherGroup: '另一个群',
    expired: '这份表单放得太久，里面的内容已经找不到了。请重新打开，或直接输入。',
    welcome: {
      title: '你好，我是你的大客户助手',
      how: '在这里直接输入就行；输入 / 可以看到常用命令，在群里请 @我。',
      home: '首页',
      log: '记一笔',
      next: '待办',
      help: '我会做什么',
    },
    introduction: {
      title: (name) => `大家好，我是 ${name}`,
      how: '需要我时请 @我，例如：',
      helpExample: '帮助',
      example: '华为现在什么阶段？',
      whoHears: '客户的内容，只有群里全是本系统成员时才当众回答；否则只回答提问的人。',
      bind: '如果这个群只谈一个客户，请告诉我是哪个，之后不用再提名字：',
      bindExample: '绑定客户 华为',
    },
  },
  en: {
    oldButton: 'This button is from an earlier version and does nothing any more. Type the command instead.',
    notHere: {
      others: 'Not everybody here is a member, so nothing about accounts is said here.',
      fewer: 'That is not for all members, so it was not said here.',
      'no-digest': 'Not everybody here is a member, so a digest cannot be told here. Choose a group of members only.',
      'not-there':
        'I am not in this group, so I cannot speak to all here. Add me to it first, and then say this again.',
    },
    filesElsewhere:
      'I cannot read pictures and files that are sent here. To import a table, cards or a book, type "import" on the console page and choose the file, or ask an administrator to run kam import. To record what is in one, tell me in words.',
    filesLeft: 'The pictures that came with it were not kept: I cannot read pictures and files here.',
    forwardedElsewhere:
      'I cannot read conversations that are forwarded to me, so nothing was recorded. Tell me in a sentence what happened, or copy the words of the message that matters.',
    wordsPlease:
      'I read words only, not voices, stickers and the like. Tell me in a sentence what happened, or type "help" to see what I can do.',
    working: 'Working on it: the answer comes in a moment.',
    notTaken: 'That was not recorded. Press again in a moment.',
    thisGroup: 'this group',
    otherGroup: 'another group',
    expired: 'This form was open for too long. Open it again, or type it.',
    welcome: {
      title: 'Hello, I am your assistant for key accounts',
      how: 'Just type here; a / shows the usual commands. In groups, mention me.',
      home: 'Home',
      log: 'Log something',
      next: 'To do',
      help: 'What I can do',
    },
    introduction: {
      title: (name) => `Hello, I am ${name}`,
      how: 'Mention me when you need me, as in:',
      helpExample: 'help',
      example: 'what stage is Northwind?',
      whoHears:
        'About accounts I speak to all only where everybody in the group is a member; elsewhere only to whoever asks.',
      bind: 'If this group is about one account, tell me which, and it need not be named any more:',
      bindExample: 'bind account Northwind',
    },
  },
};
