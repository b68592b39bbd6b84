import type { linking as en } from '../en/linking.ts';
import { spaced } from './spaced.ts';

export const linking: typeof en = {
  code: (code) => `你的关联码是 ${code}`,
  codeHow: (code, minutes) =>
    `如果我在别的平台或控制台认识你，请在 ${minutes} 分钟内到那边对我说：关联 ${code}。不要告诉别人：谁说出它，谁就成了这里的你。`,
  orLink: '如果我在别的平台或控制台认识你，请在这里对我说“关联”：会得到一个码，用来告诉我你是谁。',
  noCode: '我没有给出过这个关联码，或者它已过期。请在我还不认识你的平台上对我说“关联”，再把得到的八位数字告诉我。',
  ask: (platform, name) => `${spaced(platform)}上的“${name}”是你吗？`.trimStart(),
  means: (platform) =>
    `确认后，那个账号在${spaced(platform)}上就是你，能看到和做到你能做的一切。如果这个码是别人给你的，那就不是你的账号：请不要确认。`,
  itIsMe: '是我',
  done: (platform, name) => `从现在起，${spaced(platform)}上的“${name}”就是你`,
  doneNote: '你可以选择我在哪里找你：我 平台=slack、feishu 或 console。',
  otherHere: (platform) =>
    `我在${spaced(platform)}上认识你的另一个账号，它还在使用。请管理员解除它的关联：成员 姓名 解除关联。`,
  taken: '那个账号已经属于某个人了。',
  known: (count) => (count === 0 ? '我在聊天平台上还不认识你的账号' : `我认识你的 ${count} 个聊天账号`),
  how: '要加一个：请在那个平台上对我说“关联”，会得到八位数字的码，再在这里告诉我：关联 1234 5678。',
};
