import type { BlockAction } from '@slack/bolt';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import { createPatience, type Patience } from '../../src/chat/patience.ts';
import { within } from '../../src/chat/within.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { GestureBody } from './bodies.ts';
import { pressedFrom, teamOf, toPressDelivery } from './deliveries.ts';
import { createKeep, type KeepParts, languageOf } from './keep.ts';
import { formIn, toModal } from './modal-forms.ts';
import { MODAL_WORDS } from './modal-words.ts';
import type { SlackParts, ViewPresses } from './parts.ts';
import { type Asking, putModal } from './put-modal.ts';
import { notice } from './submit-answer.ts';
import { SLACK_WORDS } from './words.ts';

type ViewPressParts = KeepParts & Pick<SlackParts, 'waiting' | 'workspace'>;

/** How long whoever pressed waits for the answer, in milliseconds: a modal can be opened for three seconds. */
const WAIT_MS = 1800;

/** What became of a press: an answer, or words of our own. */
type Ended = { readonly answer: ItemAnswer } | { readonly words: string };

/**
 * Buttons that do something, in the home tab and in modals: where nobody looks at our conversation. What was done is seen there
 * (`Home.touched`) or takes the place of the modal; what was refused, and why, is said in a modal.
 */
export function createViewPresses(parts: ViewPressParts): ViewPresses {
  const { workspace, waiting } = parts;
  const keep = createKeep(parts);

  async function show(body: BlockAction, ended: Ended): Promise<void> {
    const asking = askingBy(body, workspace());
    const language = await languageOf(asking.team, asking.user, parts);
    if ('words' in ended) {
      await putModal(asking, notice(ended.words, language, parts), () => ended.words, parts);
      return;
    }
    const { ok, reply, language: spoken, timeZone, isSent } = ended.answer;
    if (ok && asking.within === null) return;
    if (!ok && isSent) return show(body, { words: MODAL_WORDS[language].passedOn });
    const opened = pressedFrom(body as unknown as GestureBody, false);
    const asked = { form: formIn(reply), reply, language: spoken, timeZone };
    const view = toModal(asked, { opened, at: null, iteration: 0 });
    await putModal(asking, view, () => renderText(reply, spoken, timeZone), parts);
  }

  return {
    async pressed(body, press, ack) {
      const since = performance.now();
      const delivery = toPressDelivery(body as unknown as GestureBody, press, workspace());
      const patience = createPatience(waiting);
      patience.begin(delivery.deliveryKey);
      const untaken = await keep({ delivery, user: body.user.id, responseUrl: null });
      await ack();
      if (untaken !== null && patience.giveUp()) return show(body, { words: untaken });
      const language = await languageOf(delivery.tenant, body.user.id, parts);
      const ended = await answered(delivery, patience, WAIT_MS - (performance.now() - since), language, parts);
      if (ended !== null) await show(body, ended);
    },
    async outdated(body) {
      const language = await languageOf(teamOf(body as unknown as GestureBody, workspace()), body.user.id, parts);
      await show(body, { words: SLACK_WORDS[language].oldButton });
    },
  };
}

/** What came of something that is kept, within so many milliseconds; `null`: nobody is to be told. Never rejects. */
async function answered(
  delivery: Delivery,
  patience: Patience,
  withinMs: number,
  language: Language,
  { intake, log }: Pick<SlackParts, 'intake' | 'log'>,
): Promise<Ended | null> {
  const asking = intake.ask(delivery).then(
    (asked) => asked,
    (error: unknown) => {
      log.error('what became of a press in Slack could not be read', { error });
      return { kind: 'failed' } as const;
    },
  );
  void asking.then(() => patience.end());
  const first = await within(withinMs, asking);
  // Taken: the answer is about to come, and is told nowhere else.
  const asked = first === 'late' && !patience.giveUp() ? await asking : first;
  if (asked === 'late' || asked.kind === 'later') return { words: MODAL_WORDS[language].passedOn };
  if (asked.kind === 'failed') return { words: SLACK_WORDS[language].notTaken };
  const answer = asked.answer as ItemAnswer | null;
  return answer === null ? null : { answer };
}

/** A press in the home tab, or in a modal, whose place is taken whatever stands there by now. */
function askingBy(body: BlockAction, workspace: Parameters<typeof teamOf>[1]): Asking {
  const { view } = body;
  return {
    team: teamOf(body as unknown as GestureBody, workspace),
    user: body.user.id,
    trigger: body.trigger_id,
    responseUrl: null,
    within: view?.type === 'modal' ? { id: view.id, hash: null } : null,
  };
}
