import type { Identity, Member } from '../domain/records.ts';
import { momentFormat } from '../reply/moment.ts';
import type { Button } from '../reply/reply.ts';
import { answer, buttons, quiet, refuse, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { Outcome } from './outcome.ts';

type Input = Readonly<Record<string, unknown>>;

/** The accounts a member is known by on chat platforms, each with the button that releases it. */
export async function listChats(of: Member, context: CommandContext, input: Input): Promise<Outcome> {
  const { people, preferences, errors } = context.messages;
  if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
  const known = await chatsOf(of, context);
  const when = momentFormat(context.language, context.zone);
  const releases = known.map(({ id, platform, externalId, createdAt, closedAt }): Button => {
    const since = closedAt === null ? people.since(when(createdAt)) : people.closedSince(when(closedAt));
    return {
      label: people.release(preferences.platforms[platform], externalId, since),
      press: { command: 'member', args: { member: `#${of.id}`, action: 'unlink', link: id } },
      style: 'danger',
      confirm: people.releaseAsk(of.name, preferences.platforms[platform]),
    };
  });
  return answer({
    title: people.knownBy(of.name, known.length),
    audience: 'asker',
    data: {
      member: of.key,
      links: known.map(({ id, platform, tenant, externalId, closedAt }) => ({
        ...{ id, platform, tenant, externalId },
        closedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
      })),
    },
    input,
    blocks: known.length === 0 ? [quiet(nextOne(of, context))] : [say(people.knownByNote), ...buttons(...releases)],
  });
}

/** From now on nobody is this member by that account; who next comes with the member's address is. */
export async function releaseChat(of: Member, id: string, context: CommandContext, input: Input): Promise<Outcome> {
  const { people, preferences } = context.messages;
  const known = (await chatsOf(of, context)).find((one) => one.id === id);
  if (!known) return refuse('conflict', people.releasedAlready);
  await context.record(input, (repositories) => repositories.remove('identity', known.id));
  return answer({
    title: people.released(of.name, preferences.platforms[known.platform]),
    audience: 'asker',
    tone: 'good',
    data: { member: of.key, released: known.id },
    input,
    blocks: [quiet(nextOne(of, context))],
  });
}

const nextOne = ({ email, key }: Member, { messages: { people } }: CommandContext): string => {
  const address = email ?? (key.includes('@') ? key : null);
  return address === null ? people.nextNobody(key) : people.nextBy(address);
};

async function chatsOf(of: Member, { views }: CommandContext): Promise<readonly Identity[]> {
  return (await views.identitiesOf(of.id)).filter(({ platform }) => platform !== 'console');
}
