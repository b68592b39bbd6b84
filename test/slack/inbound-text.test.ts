import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInbound } from '../../adapters/slack/inbound-text.ts';

const PEOPLE: Readonly<Record<string, string>> = { U1WANG: '王芳', U2BOB: 'Bob Ames' };
const called = {
  person: async (user: string) => PEOPLE[user] ?? null,
  channel: async (channel: string) => (channel === 'C1' ? 'northwind' : null),
};
const read = (text: string) => readInbound(text, 'UKAM', called);

describe('what a text from Slack means', () => {
  it.each([
    ['entities', 'Q&amp;A at R&amp;D, 3 &lt; 4 &gt; 2', 'Q&A at R&D, 3 < 4 > 2'],
    ['an entity that was typed', 'write &amp;lt; for it', 'write &lt; for it'],
    ['an address', 'mail <mailto:zhang@huawei.com|zhang@huawei.com>', 'mail zhang@huawei.com'],
    ['a telephone', 'call <tel:+8613800138000|+86 138 0013 8000>', 'call +86 138 0013 8000'],
    ['a site that was typed', 'see <http://northwind.com|northwind.com> first', 'see northwind.com first'],
    ['a whole address', 'see <https://northwind.com/a?b=1&amp;c=2>', 'see https://northwind.com/a?b=1&c=2'],
    ['a link with a name', 'see <https://evil.example|the bank>', 'see the bank (https://evil.example)'],
    ['a colleague', 'log with <@U2BOB> at Northwind', 'log with Bob Ames at Northwind'],
    ['a colleague in Chinese', '昨天和<@U1WANG>拜访华为', '昨天和王芳拜访华为'],
    ['a colleague against a word', 'with<@U2BOB>yesterday', 'with Bob Ames yesterday'],
    ['somebody unknown', 'ask <@U9|carl>', 'ask carl'],
    ['somebody without a name', 'ask <@U9>', 'ask @U9'],
    ['a channel', 'in <#C1> and <#C2|sales> and <#C3>', 'in #northwind and #sales and #C3'],
    ['everybody', '<!here> <!channel> <!subteam^S1|@sales> <!subteam^S2>', '@here @channel @sales @subteam'],
    ['a date', 'on <!date^1392734382^{date}|February 18, 2014>', 'on February 18, 2014'],
    ['our own name first', '<@UKAM> stage Northwind', 'stage Northwind'],
    ['our own name first, with a comma', '<@UKAM>, stage Northwind', 'stage Northwind'],
    ['our own name first, in Chinese', '<@UKAM>：华为 阶段', '华为 阶段'],
    ['our own name last', 'stage Northwind <@UKAM>', 'stage Northwind'],
    ['our own name inside, labelled', 'hey <@UKAM|kam> stage Northwind', 'hey stage Northwind'],
    ['spaces of a phone', 'stage\u00A0Northwind\u202FFoods\u2009Ltd', 'stage Northwind Foods Ltd'],
    ['what nobody sees', 'sta\u200Bge North\uFEFFwind', 'stage Northwind'],
    ['a flag of a phone', 'log Northwind —note “went well”', 'log Northwind --note “went well”'],
    ['a flag of a phone, in Chinese', '记录 华为 —内容=很好', '记录 华为 --内容=很好'],
    ['a dash that is one', 'met them —they liked it — really', 'met them —they liked it — really'],
    ['a line as code', '`/kam stage Northwind`', '/kam stage Northwind'],
    ['full-width signs stay', '记录 华为，拜访：很好！', '记录 华为，拜访：很好！'],
    ['brackets without an end', 'a < b and c> d <', 'a < b and c> d <'],
    ['nothing', '', ''],
    ['our name alone', '<@UKAM>', ''],
  ])('%s', async (_, text, meant) => {
    expect(await read(text)).toBe(meant);
  });

  it('gives back any plain text that Slack escaped', async () => {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z0-9<>&;|@#!/:.\u4E00-\u4E20]{1,40}$/), async (text) => {
        expect(await read(escaped(text))).toBe(text);
      }),
    );
  });
});
