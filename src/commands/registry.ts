import { account } from './account.ts';
import { accounts } from './accounts.ts';
import { changes } from './changes.ts';
import { contact } from './contact.ts';
import type { Command } from './define-command.ts';
import { diff } from './diff.ts';
import { fact } from './fact.ts';
import { defineHelp } from './help.ts';
import { last } from './last.ts';
import { level } from './level.ts';
import { log } from './log.ts';
import { me } from './me.ts';
import { member } from './member.ts';
import { merge } from './merge.ts';
import { news } from './news.ts';
import { order } from './order.ts';
import { pin } from './pin.ts';
import { retention } from './retention.ts';
import { importBook, sample } from './setting-up.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { stage } from './stage.ts';
import { timeline } from './timeline.ts';
import { undo } from './undo.ts';
import { whatif } from './whatif.ts';
import { who } from './who.ts';
import { why } from './why.ts';

/** Every command there is, in the order help tells of them. */
export const COMMANDS: readonly Command[] = [
  log,
  stage,
  why,
  who,
  diff,
  whatif,
  last,
  timeline,
  accounts,
  news,
  share,
  account,
  contact,
  level,
  order,
  fact,
  pin,
  member,
  me,
  merge,
  changes,
  retention,
  settings,
  importBook,
  sample,
  undo,
  defineHelp(() => COMMANDS),
];

export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}
