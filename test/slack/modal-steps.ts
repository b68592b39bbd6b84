import { expect } from 'vitest';
import type { ShownField, ShownMessage, ShownView } from '../fakes/slack/shown.ts';
import type { SlackAssistant } from './opening.ts';

/** What somebody does with modals, in the words of the small book; 王芳 unless another is named. */

export function last<T>(all: readonly T[]): T {
  const found = all.at(-1);
  if (found === undefined) throw new Error('there is none');
  return found;
}

/** The form somebody looks at, once it is filled in. */
export async function formOpen({ double }: SlackAssistant, user = 'wang'): Promise<ShownView> {
  await expect.poll(() => double.modals(user).at(-1)?.callbackId).toBe('kam:modal:form');
  return last(double.modals(user));
}

/** The empty form of a log, begun on the page of the day. */
export async function logBegun(one: SlackAssistant): Promise<ShownView> {
  await one.double.dm('wang', '首页');
  await one.settled();
  await one.double.press('wang', last(one.double.messages('wang')), '记录一次互动');
  return formOpen(one);
}

/** A private note with the button that opens the form of what was lacking. */
export async function noteLacking(one: SlackAssistant): Promise<ShownMessage> {
  await one.double.slash('wang', 'general', '记录 拜访华为，聊了二期预算', one.via);
  await one.settled();
  return last(one.double.ephemerals('wang'));
}

/** The first of the fields whose label has this in it. */
export function fieldOf(view: ShownView, label: string): ShownField {
  const found = view.fields.find((one) => one.label.includes(label));
  if (found === undefined) throw new Error(`no field ${label} among ${view.fields.map((one) => one.label).join(', ')}`);
  return found;
}

/** What a field holds: text, day, or the value of what is chosen. */
export function valueIn(view: ShownView, label: string): unknown {
  const { value } = fieldOf(view, label);
  const { value: text, selected_date: day, selected_option: one, selected_options: many } = value ?? {};
  return (
    text ??
    day ??
    (one as { value?: unknown } | null)?.value ??
    (many as { value?: unknown }[])?.map((each) => each.value)
  );
}

/** An account or contact by its name, as forms carry it. */
export async function idOf({ assistant }: SlackAssistant, name: string): Promise<string> {
  const { views } = assistant.store;
  const all = [...(await views.all('account')), ...(await views.all('contact'))];
  return `#${all.find((one) => one.name === name)?.id}`;
}

/** An account chosen in a menu. */
export const chosen = async (one: SlackAssistant, name: string) => ({
  text: { type: 'plain_text', text: name },
  value: await idOf(one, name),
});

/** What is on record of 华为, newest first. */
export async function loggedIn(one: SlackAssistant) {
  const id = await idOf(one, '华为技术有限公司');
  return one.assistant.store.views.timeline(id.slice(1), 20);
}
