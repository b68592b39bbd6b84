import { foldText } from '../language/characters.ts';
import type { CommandWords, FieldWords } from '../language/types.ts';
import type { Command } from './define-command.ts';

/** What typed text needs to know of the commands: their names in both languages, and how their fields may be called. */
export function wordsOfCommands(commands: readonly Command[]): readonly CommandWords[] {
  return commands.flatMap((command) => [
    {
      name: command.name,
      words: [command.name, ...command.text.en.aliases, ...command.text.zh.aliases].map(foldText),
      fields: fieldWords(command),
    },
    ...command.phrases.map(({ words, preset, positional }) => ({
      name: command.name,
      words: words.map(foldText),
      fields: fieldWords(command, positional),
      preset,
    })),
  ]);
}

function fieldWords(command: Command, positional?: readonly string[]): readonly FieldWords[] {
  return Object.entries(command.fields).map(([name, { type, choices, options }]) => ({
    name,
    type,
    labels: [
      name,
      command.text.en.fields[name] ?? name,
      command.text.zh.fields[name] ?? name,
      ...(command.alsoCalled[name] ?? []),
    ].map(foldText),
    positional: positional ? positional.includes(name) : options.positional === true,
    ...(choices ? { choices: choices.map(({ value, words }) => ({ value, words: words.map(foldText) })) } : {}),
    ...(options.bias ? { bias: options.bias } : {}),
    ...(options.free ? { free: true } : {}),
  }));
}
