import type { Identity, Member } from '../domain/records.ts';
import { momentFormat } from '../reply/moment.ts';
import type { Button } from '../reply/reply.ts';
import { answer, buttons, refuse, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { Outcome } from './outcome.ts';

type Input = Readonly<Record<string, unknown>>;

/** The console links of a member that still work: each is one browser, or a link that was never opened. */
export async function listLinks(of: Member, context: CommandContext, input: Input): Promise<Outcome> {
  const { answers, errors } = context.messages;
  if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
  const links = await linksOf(of, context);
  const when = momentFormat(context.language, context.zone);
  const revokes = links.map(
    ({ id, createdAt }): Button => ({
      label: answers.revokeLink(when(createdAt)),
      press: { command: 'member', args: { member: `#${of.id}`, action: 'revoke', link: id } },
      style: 'danger',
      confirm: answers.revokeAsk,
    }),
  );
  return answer({
    title: answers.consoleLinks(of.name, links.length),
    audience: 'asker',
    data: {
      member: of.key,
      links: links.map(({ id, createdAt }) => ({ id, createdAt: new Date(createdAt).toISOString() })),
    },
    input,
    blocks: links.length === 0 ? [] : [say(answers.consoleLinksNote), ...buttons(...revokes)],
  });
}

/** Takes one link back; whoever is signed in with it is out at their next request. */
export async function revokeLink(of: Member, id: string, context: CommandContext, input: Input): Promise<Outcome> {
  const { answers, errors } = context.messages;
  const link = (await linksOf(of, context)).find((one) => one.id === id);
  if (!link) return refuse('conflict', errors.unknownLink);
  await context.record(input, (repositories) => repositories.remove('identity', link.id));
  return answer({
    title: answers.linkRevoked(of.name),
    audience: 'asker',
    tone: 'good',
    data: { member: of.key, revoked: link.id },
    input,
    blocks: buttons(linksButton(of, context)),
  });
}

export const linksButton = (of: Member, { messages }: CommandContext): Button => ({
  label: messages.answers.showLinks,
  press: { command: 'member', args: { member: `#${of.id}`, action: 'links' } },
});

/** Newest first. */
async function linksOf(of: Member, { views }: CommandContext): Promise<readonly Identity[]> {
  const all = await views.all('identity');
  return all
    .filter(({ memberId, platform }) => memberId === of.id && platform === 'console')
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}
