import { joinValue } from '../../src/chat/long-value.ts';
import { callOf, fromCode, isObject } from '../../src/chat/pressed.ts';
import type { Call, Form, Reply } from '../../src/reply/reply.ts';
import { type InputBlockId, type InputKind, parseActionId, parseBlockId } from './input-ids.ts';
import { SLACK_LIMITS } from './limits.ts';
import { plain } from './plain.ts';
import type { ModalMetadata } from './render-form.ts';

/** What Slack tells of a submitted input, as far as it is read here. */
export interface InputState {
  readonly type: string;
  readonly value?: string | null;
  readonly selected_date?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly files?: readonly { readonly id: string; readonly name?: string | null }[] | null;
}
export type ViewState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

export interface FormValues {
  /** By the names of the inputs; what is empty is left out. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Files handed in, by the name of their input: the file's id with Slack. */
  readonly files: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

/** What the inputs of a submitted modal hold. */
export function valuesOf(values: ViewState): FormValues {
  const args: Record<string, unknown> = {};
  const files: Record<string, { id: string; name: string }> = {};
  for (const { name, kind, parts } of inputsOf(values)) {
    const [first] = parts;
    if (first === undefined) continue;
    const [file] = first.state.files ?? [];
    if (kind === 'file' && file) files[name] = { id: file.id, name: file.name ?? file.id };
    const value = kind === 'text' ? joined(parts) : chosenValue(kind, first.state);
    if (value !== undefined) args[name] = value;
  }
  return { args, files };
}

/**
 * The call a submitted modal makes: what was kept and what was filled in, which wins. `form`: the one that stands where the metadata
 * says, needed when what is kept stands there too. `null`: that is forgotten.
 */
export function submittedCall(metadata: ModalMetadata, form: Form | null, values: ViewState): Call | null {
  const { args } = valuesOf(values);
  const kept = metadata.kept ?? (form === null ? null : notAsked(form, values));
  return kept === null ? null : { command: metadata.command, args: { ...kept, ...args } };
}

/**
 * The problems of a refused form, by the block of the modal each belongs to. `null`: there are none, or one belongs to no input of
 * it, so that the modal has to be drawn anew.
 */
export function errorsOf(reply: Reply, view: { readonly blocks: readonly unknown[] }): Record<string, string> | null {
  const form = reply.blocks.find((block) => block.kind === 'form');
  if (form === undefined) return null;
  const shown = blockIds(view.blocks);
  const errors: Record<string, string> = {};
  for (const { name, problem, required, value } of form.inputs) {
    const said = problem ?? (required && value === undefined ? reply.title : undefined);
    if (said === undefined) continue;
    const id = shown.get(name);
    if (id === undefined) return null;
    errors[id] = plain(said, SLACK_LIMITS.error).text;
  }
  return Object.keys(errors).length === 0 ? null : errors;
}

interface SubmittedPart {
  readonly id: InputBlockId;
  readonly state: InputState;
}

interface Submitted {
  readonly name: string;
  readonly kind: InputKind;
  readonly parts: SubmittedPart[];
}

/** Each input with its parts in their order. */
function inputsOf(values: ViewState): readonly Submitted[] {
  const inputs = new Map<string, Submitted>();
  for (const [blockId, actions] of Object.entries(values)) {
    const id = parseBlockId(blockId);
    for (const [actionId, state] of Object.entries(actions)) {
      const input = parseActionId(actionId);
      if (id === null || input === null) continue;
      const known = inputs.get(actionId) ?? { ...input, parts: [] };
      known.parts.push({ id, state });
      inputs.set(actionId, known);
    }
  }
  for (const { parts } of inputs.values()) parts.sort((a, b) => a.id.part - b.id.part);
  return [...inputs.values()];
}

const joined = (parts: readonly SubmittedPart[]): string | undefined =>
  joinValue(parts.map(({ id, state }) => ({ text: state.value ?? '', joint: id.joint })));

function chosenValue(kind: InputKind, state: InputState): unknown {
  const chosen = (state.selected_options ?? []).flatMap(({ value }) => (value === undefined ? [] : fromCode(value)));
  switch (kind) {
    case 'date':
      return state.selected_date ?? undefined;
    case 'choice':
    case 'account':
      return state.selected_option?.value === undefined ? undefined : fromCode(state.selected_option.value);
    case 'choices':
      return chosen.length === 0 ? undefined : chosen;
    case 'switch':
      return chosen.length > 0;
    default:
      return undefined;
  }
}

/** All that the form knew but the inputs the modal asked for. */
function notAsked(form: Form, values: ViewState): Readonly<Record<string, unknown>> {
  const asked = new Set(inputsOf(values).map(({ name }) => name));
  return Object.fromEntries(Object.entries(callOf(form).args).filter(([name]) => !asked.has(name)));
}

/** The first block of each input, by the name of the input. */
function blockIds(blocks: readonly unknown[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const block of blocks) {
    if (!isObject(block) || !isObject(block['element'])) continue;
    const { block_id: id } = block;
    const input = parseActionId(String(block['element']['action_id']));
    if (input !== null && typeof id === 'string' && !ids.has(input.name)) ids.set(input.name, id);
  }
  return ids;
}
