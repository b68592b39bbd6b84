import { account } from './account.ts';
import { accounts } from './accounts.ts';
import { defineChanges } from './changes.ts';
import { contact } from './contact.ts';
import type { Command } from './define-command.ts';
import { diff } from './diff.ts';
import { digest } from './digest.ts';
import { exportCommand } from './export.ts';
import { fact } from './fact.ts';
import { festivals } from './festivals.ts';
import { gift } from './gift.ts';
import { defineHelp } from './help.ts';
import { holidays } from './holidays.ts';
import { home } from './home.ts';
import { importCommand } from './import.ts';
import { last } from './last.ts';
import { level } from './level.ts';
import { link } from './link.ts';
import { log } from './log.ts';
import { me } from './me.ts';
import { member } from './member.ts';
import { merge } from './merge.ts';
import { news } from './news.ts';
import { next } from './next.ts';
import { nudges } from './nudges.ts';
import { order } from './order.ts';
import { overdue } from './overdue.ts';
import { pin } from './pin.ts';
import { retention } from './retention.ts';
import { sample } from './setting-up.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { stage } from './stage.ts';
import { timeline } from './timeline.ts';
import { defineUndo } from './undo.ts';
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
  home,
  accounts,
  news,
  next,
  overdue,
  festivals,
  nudges,
  digest,
  gift,
  share,
  account,
  contact,
  level,
  order,
  fact,
  pin,
  member,
  me,
  link,
  merge,
  defineChanges(() => COMMANDS),
  retention,
  settings,
  holidays,
  importCommand,
  exportCommand,
  sample,
  defineUndo(() => COMMANDS),
  defineHelp(() => COMMANDS),
];

export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}
