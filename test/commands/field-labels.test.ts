import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';

/** What each argument of each command is called, in a form and in "still missing: …". */
const labelsIn = (language: 'zh' | 'en') =>
  COMMANDS.flatMap(({ name, text }) => Object.values(text[language].fields).map((label) => [name, label] as const));

describe('the names of arguments', () => {
  it.each(labelsIn('zh'))('of %s are nouns in Chinese: %s', (_command, label) => {
    expect(label).toMatch(/^\p{Script=Han}{2,}(?:（\p{Script=Han}+）)?$|^值$/u);
    expect(label).not.toMatch(/^(?:自|到$|由谁|[起止]$|哪|第几|不|忘记|已)/);
  });

  it.each(labelsIn('en'))('of %s are nouns in English: %s', (_command, label) => {
    expect(label).not.toMatch(
      /^(?:at|on|from|to|until|since|when|who|ours|due|sure|ask|leaves|agreed|answered|opt out)$/,
    );
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))('of %s are told apart', (_name, command) => {
    for (const { fields } of wordsOfCommands([command])) {
      const claimed = fields.flatMap(({ name, labels }) => [...new Set(labels)].map((label) => `${label} ${name}`));
      const labels = claimed.map((one) => one.slice(0, one.lastIndexOf(' ')));
      expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
    }
  });

  it.each([
    ['diff', '起', 'from'],
    ['fact', '止', 'to'],
    ['log', '我方', 'members'],
    ['log', 'ours', 'members'],
    ['contact', '自', 'on'],
    ['contact', '调往', 'moveTo'],
    ['contact', 'since', 'on'],
    ['pin', '截止', 'until'],
  ])('short names go on being understood: %s %s=', (command, typed, field) => {
    const words = wordsOfCommands(COMMANDS.filter(({ name }) => name === command));
    expect(words[0]?.fields.find(({ labels }) => labels.includes(typed))?.name).toBe(field);
  });
});
