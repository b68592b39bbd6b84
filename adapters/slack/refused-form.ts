import type { Button, Call, Form, Reply } from '../../src/reply/reply.ts';
import { formIn } from './modal-forms.ts';
import type { ModalWords } from './modal-words.ts';

/**
 * A refusal of what was submitted, as a form whose inputs say what is wrong with them. Where a few records would fit, the core offers
 * buttons that repeat the call with one of them: in a modal that is said at the input they differ in. `null`: it is wrong as a whole.
 */
export function problemsIn(reply: Reply, call: Call, words: ModalWords): Reply | null {
  if (formIn(reply) !== null) return reply;
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const choices = buttons.flatMap((button) => {
    const name = button.press.command === call.command ? differingIn(button.press, call) : null;
    return name === null ? [] : [{ button, name }];
  });
  const [first] = choices;
  if (first === undefined) return null;
  const { name } = first;
  const offered = choices.filter((one) => one.name === name).map(({ button }) => button);
  const problem = [reply.title, ...offersOf(offered, name, words)].join(' ');
  const form: Form = {
    kind: 'form',
    command: call.command,
    submit: '',
    kept: {},
    inputs: [{ name, label: name, type: 'line', required: false, problem }],
  };
  return { ...reply, title: problem, blocks: [form] };
}

/** The one argument in which a button's call is another than what was submitted. */
function differingIn(press: Call, call: Call): string | null {
  const names = Object.keys(call.args).filter(
    (name) => name in press.args && !isSame(press.args[name], call.args[name]),
  );
  return names[0] ?? null;
}

function offersOf(buttons: readonly Button[], name: string, words: ModalWords): readonly string[] {
  const added = buttons.map(({ press }) => newNameIn(press.args[name]));
  const names = buttons.filter((_, at) => added[at] === null).map(({ label }) => label);
  const fresh = added.find((one) => one !== null) ?? null;
  return [
    ...(names.length === 0 ? [] : [words.oneOf(names.join(', '))]),
    ...(fresh === null ? [] : [words.orAdd(fresh)]),
  ];
}

/** `+name` stands for somebody to be added. */
function newNameIn(value: unknown): string | null {
  const found = [value].flat().find((one) => typeof one === 'string' && one.startsWith('+'));
  return typeof found === 'string' ? found.slice(1) : null;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify([a].flat()) === JSON.stringify([b].flat());
