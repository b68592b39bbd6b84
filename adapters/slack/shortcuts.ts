import type { GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { dayOf } from '../../src/domain/days.ts';
import type { Member } from '../../src/domain/records.ts';
import type { GestureBody } from './bodies.ts';
import type { ContentParts } from './content.ts';
import { teamOf } from './deliveries.ts';
import { languageOf } from './keep.ts';
import { type Asked, askForm, toModal } from './modal-forms.ts';
import { type OpenParts, openModal } from './open-modal.ts';
import type { Shortcuts, SlackParts } from './parts.ts';
import type { Asking } from './put-modal.ts';
import { type Quoted, quoteMessage } from './quoted-message.ts';
import type { OpenedFrom } from './render-form.ts';
import { tell } from './tell.ts';
import { SLACK_WORDS } from './words.ts';

/** Callback ids, as the manifest has them. */
export const SHORTCUTS = { message: 'log_to_account', global: 'log_interaction' } as const;

type ShortcutParts = OpenParts & ContentParts & Pick<SlackParts, 'router' | 'now'>;

/** Logging from anywhere, and logging a message. */
export function createShortcuts(parts: ShortcutParts): Shortcuts {
  const { workspace, now, log } = parts;
  const askingOf = (body: GlobalShortcut | MessageShortcut): Asking => ({
    team: teamOf(body as unknown as GestureBody, workspace()),
    user: body.user.id,
    trigger: body.trigger_id,
    responseUrl: body.type === 'message_action' ? body.response_url : null,
    within: null,
  });
  return {
    async onMessage(body) {
      if (body.callback_id !== SHORTCUTS.message) return unknown(body);
      const asking = askingOf(body);
      const { team, responseUrl } = asking;
      const opened = { kind: 'shortcut', channel: body.channel.id, responseUrl } as const;
      await openModal(asking, parts, async (member) => {
        const quoted = await quoteMessage(body, member, team, parts);
        const asked = await askAbout(quoted, member, { team, opened }, parts);
        return toModal(asked, { opened, at: null, iteration: 0 });
      });
    },
    async global(body) {
      if (body.callback_id !== SHORTCUTS.global) return unknown(body);
      const asking = askingOf(body);
      const opened = { kind: 'shortcut', channel: null, responseUrl: null } as const;
      await openModal(asking, parts, async (member) => {
        const args = { date: dayOf(now(), member.timeZone) };
        const asked = await askForm({ command: 'log', args }, member, { team: asking.team, opened }, parts);
        return toModal(asked, { opened, at: null, iteration: 0 });
      });
    },
  };

  async function unknown(body: GlobalShortcut | MessageShortcut): Promise<void> {
    log.warn('a shortcut the assistant does not know: take manifest.yml anew', { callbackId: body.callback_id });
    const asking = askingOf(body);
    const { oldShortcut } = SLACK_WORDS[await languageOf(asking.team, asking.user, parts)];
    await tell(asking, oldShortcut, parts);
  }
}

/** More of a text than this tells no more about where it belongs. In UTF-16 units. */
const READ_MAX = 4000;

/**
 * The form of a log made of a message. What it reports is filled in: a visit it tells of is that visit, by whoever wrote it, on the
 * day they meant. What reports nothing is itself the message.
 */
async function askAbout(
  { text, at, note, member: author }: Quoted,
  member: Member,
  where: { readonly team: string; readonly opened: OpenedFrom },
  parts: ShortcutParts,
): Promise<Asked> {
  const from = `/kam log ${text.slice(0, READ_MAX)}`;
  const read = await askForm({ command: 'log', args: { note }, from }, member, { ...where, at }, parts);
  const told = (name: string) => read.form?.inputs.find((input) => input.name === name)?.value;
  const kind = told('kind') ?? 'note';
  const isReport = kind !== 'note' && kind !== 'message';
  // Whoever a message merely mentions had no part in it.
  const ours = author !== null && author.id !== member.id ? author : isReport ? null : (author ?? member);
  const args = {
    note,
    date: told('date') ?? dayOf(at, member.timeZone),
    ...(isReport ? {} : { kind: 'message' }),
    ...(ours === null ? {} : { members: [`#${ours.id}`] }),
  };
  return askForm({ command: 'log', args, from }, member, { ...where, at }, parts);
}
