import { memberNames } from '../commands/member-names.ts';
import { commandNamed } from '../commands/registry.ts';
import { commandLabel, toldCall } from '../commands/told-call.ts';
import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { Views } from '../ports/store.ts';
import type { Block } from '../reply/reply.ts';
import type { Answer, Incoming } from './messages.ts';

/** The answer to a message that caused its change before, whoever worked on it then; undefined when it did not. */
export async function answerRepeated(
  { inboxId }: Incoming,
  reader: { readonly language: Language; readonly timeZone: string },
  views: Views,
): Promise<Answer | undefined> {
  const change = inboxId === undefined ? undefined : await views.changeCausedBy(inboxId);
  if (!change) return undefined;
  const { id, command, input, undoes } = change;
  const { answers, forms } = messagesIn(reader.language);
  const label = commandLabel(commandNamed(command), command, reader.language);
  // Of an erasure nothing is kept but ids.
  const line =
    command === 'erase' ? '' : toldCall(commandNamed(command), input, reader.language, await memberNames(views));
  const understood: readonly Block[] = line === '' ? [] : [{ kind: 'text', text: line, tone: 'quiet' }];
  const undo: Block = {
    kind: 'buttons',
    buttons: [{ label: forms.undo, press: { command: 'undo', args: { change: id } } }],
  };
  const blocks = undoes === null && command !== 'erase' ? [...understood, undo] : understood;
  return {
    ok: true,
    understood: { command, input },
    data: { change: id },
    reply: { title: answers.recordedBefore(label), tone: 'good', audience: 'asker', blocks },
    ...reader,
  };
}
