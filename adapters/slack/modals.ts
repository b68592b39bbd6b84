import { type Press, parsePress } from '../../src/chat/pressed.ts';
import { commandNamed } from '../../src/commands/registry.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { GestureBody } from './bodies.ts';
import { pressedFrom, teamOf } from './deliveries.ts';
import { submittedCall, type ViewState } from './form-values.ts';
import { keepTyped } from './keep-typed.ts';
import { answerOf, questionIn } from './modal-answers.ts';
import { type Asked, askForm, formInLetter, toModal } from './modal-forms.ts';
import { type OpenParts, openModal } from './open-modal.ts';
import type { Modals, SlackParts } from './parts.ts';
import { showInModal } from './put-modal.ts';
import { type OpenedFrom, parseMetadata } from './render-form.ts';
import { createSubmit, type SubmitModalParts } from './submit-modal.ts';
import { SLACK_WORDS } from './words.ts';

type ModalParts = OpenParts & SubmitModalParts & Pick<SlackParts, 'workspace'>;

/** Forms in modals: opened by a button, drawn anew while they are filled in, and sent in. */
export function createModals(parts: ModalParts): Modals {
  const { workspace, store, log } = parts;
  return {
    opensFor,
    async open(body, action) {
      const gesture = body as unknown as GestureBody;
      const press = parsePress(action.action_id, action.value);
      if (press === null) return;
      const team = teamOf(gesture, workspace());
      const { view } = body;
      const asking = {
        team,
        user: body.user.id,
        trigger: body.trigger_id,
        responseUrl: gesture.response_url ?? null,
        within: view?.type === 'modal' ? { id: view.id, hash: view.hash } : null,
      };
      const opened = pressedFrom(gesture, press.kind !== 'share' && press.isDaily);
      const question = lacksSomething(press) ? null : questionIn(press, view);
      await openModal(asking, parts, async (member) => {
        const at = 'at' in press ? press.at : null;
        const asked =
          question === null
            ? await askedBy(press, { team, opened, member }, parts)
            : await answerOf(question, member, parts);
        return toModal(asked, { opened, at, iteration: 0 });
      });
    },
    async begin(body, call) {
      const { trigger_id: trigger, user_id: user, channel_id: channel, response_url: responseUrl } = body;
      const team = workspace()?.team ?? body.team_id;
      const opened = { kind: 'command', channel, responseUrl } as const;
      await openModal({ team, user, trigger, responseUrl, within: null }, parts, async (member) =>
        toModal(await askForm(call, member, { team, opened }, parts), { opened, at: null, iteration: 0 }),
      );
    },
    async changed(body) {
      const { view, user } = body;
      const metadata = parseMetadata(view?.private_metadata);
      const team = teamOf(body as unknown as GestureBody, workspace());
      const member = await store.views.memberByIdentity('slack', team, user.id);
      if (view === undefined || metadata === null || !member) return;
      const { opened, at, iteration } = metadata;
      try {
        const form = metadata.kept === null && at !== null ? await formInLetter(at, member, parts) : null;
        const call = submittedCall(metadata, form?.form ?? null, (view.state?.values ?? {}) as ViewState);
        if (call === null) return;
        const next = toModal(await askForm(call, member, { team, opened }, parts), {
          opened,
          at,
          iteration: iteration + 1,
        });
        await showInModal({ id: view.id, hash: view.hash }, keepTyped(next, view), parts);
      } catch (error) {
        // What stands there can be sent in as it is.
        log.warn('a form in Slack could not be brought up to date', { error });
      }
    },
    submit: createSubmit(parts),
  };
}

const opensFor: Modals['opensFor'] = (press, view) => lacksSomething(press) || questionIn(press, view) !== null;

/** A press that only leads to the question what else is needed shows the form at once. */
function lacksSomething(press: Press): boolean {
  if (press.kind === 'form') return true;
  if (press.kind !== 'call') return false;
  const { command, args } = press.call;
  return (commandNamed(command)?.lacks(args).length ?? 0) > 0;
}

/** The form that stands in the message, where it is the reader's own; else that of its command, as it is for them. */
async function askedBy(
  press: Press,
  { team, opened, member }: { readonly team: string; readonly opened: OpenedFrom; readonly member: Member },
  parts: ModalParts,
): Promise<Asked> {
  if (press.kind === 'form' && press.at !== null) {
    const found = await formInLetter(press.at, member, parts);
    if (found !== null) return found;
  }
  const call = press.kind === 'form' || press.kind === 'call' ? press.call : null;
  if (call !== null) return askForm(call, member, { team, opened }, parts);
  const { language, timeZone } = member;
  const reply: Reply = { title: SLACK_WORDS[language].oldButton, tone: 'warning', audience: 'asker', blocks: [] };
  return { form: null, reply, language, timeZone };
}
