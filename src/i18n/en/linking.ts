/** About accounts of several platforms that are one person. Names are typed by strangers. */
export const linking = {
  /** To somebody nobody knows, on the platform they write on. */
  code: (code: string) => `Your code is ${code}`,
  codeHow: (code: string, minutes: number) =>
    `If I know you on another platform or in the console, say to me there within ${minutes} minutes: link ${code}. Tell it to nobody else: whoever says it becomes you here.`,
  /** The same, beneath a refusal. */
  orLink:
    'If I know you on another platform or in the console, say "link" to me here: you get a code that tells me who you are.',
  noCode:
    'I gave out no such code, or its time is over. Say "link" to me where I do not know you yet, and tell me the eight digits you get.',
  ask: (platform: string, name: string) => `Is "${name}" on ${platform} you?`,
  means: (platform: string) =>
    `That account is then you on ${platform}, with all you may see and do. If somebody gave you this code, it is not yours: do not confirm it.`,
  itIsMe: 'Yes, that is me',
  done: (platform: string, name: string) => `"${name}" on ${platform} is you from now on`,
  doneNote: 'I write to you where you choose: me platform=slack, feishu or console.',
  otherHere: (platform: string) =>
    `I know you on ${platform} by another account, which is open. Ask an administrator to release it: member NAME unlink.`,
  taken: 'Somebody is known by that account already.',
  known: (count: number) =>
    count === 0
      ? 'I know you by no chat account'
      : `I know you by ${count === 1 ? 'one chat account' : `${count} chat accounts`}`,
  how: 'To add one: say "link" to me on that platform. You get a code of eight digits; tell it to me here: link 1234 5678.',
};
