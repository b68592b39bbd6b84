import type { Language } from '../../src/domain/vocabulary.ts';
import type { Block, Form, Input, Reply } from '../../src/reply/reply.ts';
import type { SubmittedForm } from './form-values.ts';
import { RENDER_WORDS } from './render-words.ts';

/** What was typed into a form. */
export type Typed = Pick<SubmittedForm, 'command' | 'values' | 'standing'>;

/**
 * What is said of a form that was refused: the form once more, with what was typed and what is wrong at its inputs. Where the answer
 * has neither a form nor buttons that carry it along, what was typed stands there to be copied.
 */
export function withTyped(reply: Reply, typed: Typed, language: Language): Reply {
  const isAsked = reply.blocks.some((block) => block.kind === 'form' && block.command === typed.command);
  if (isAsked) return { ...reply, blocks: reply.blocks.map((block) => withValues(block, typed)) };
  const isCarried = reply.blocks.some(({ kind }) => kind === 'form' || kind === 'buttons');
  const lines = Object.values(typed.values).map(said);
  if (isCarried || lines.length === 0) return reply;
  const words = RENDER_WORDS[language];
  return {
    ...reply,
    blocks: [
      ...reply.blocks,
      { kind: 'text', text: words.typed, tone: 'quiet' },
      ...lines.map((text): Block => ({ kind: 'text', text })),
    ],
  };
}

function withValues(block: Block, typed: Typed): Block {
  if (block.kind !== 'form' || block.command !== typed.command) return block;
  const form: Form = { ...block, inputs: block.inputs.map((input) => withValue(input, typed)) };
  return form;
}

/** What the answer says of an input counts; else what was typed in it. */
function withValue(input: Input, { values, standing }: Typed): Input {
  const { name } = input;
  if (input.value !== undefined || !Object.hasOwn(values, name)) return input;
  const value = values[name];
  const known = Object.hasOwn(standing, name) ? standing[name] : undefined;
  if (known !== undefined && typeof known.reference === 'string' && value === known.reference)
    return { ...input, value: known.shown, reference: known.reference };
  return isValue(value) ? { ...input, value } : input;
}

const isValue = (value: unknown): value is string | boolean | readonly string[] =>
  typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value);

const said = (value: unknown): string => [value].flat().map(String).join(', ');
