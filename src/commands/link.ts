import type { Identity } from '../domain/records.ts';
import type { LinkRequest } from '../ports/link-requests.ts';
import { momentFormat } from '../reply/moment.ts';
import { answer, buttons, fieldsOf, quiet, refuse, say, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { switchField, textField } from './plain-fields.ts';

type Input = Readonly<Record<string, unknown>>;

export const link = defineCommand({
  name: 'link',
  effect: 'write',
  role: 'viewer',
  fields: { code: positional(textField(30)), sure: hidden(switchField()) },
  text: {
    zh: {
      aliases: ['关联', '关联身份'],
      summary: '说明另一个平台上的账号也是你：在那边对我说“关联”得到一个码，再在这里说出来',
      fields: { code: '关联码', sure: '确认' },
      examples: ['关联', '关联 1234 5678'],
    },
    en: {
      aliases: ['connect'],
      summary:
        'Say that an account on another platform is you too: say "link" to me there for a code, and tell me the code here',
      fields: { code: 'code', sure: 'confirmation' },
      examples: ['link', 'link 1234 5678'],
    },
  },
  rights: () => [],
  async run({ code, sure = false }, context, input) {
    const { linking, errors } = context.messages;
    if (context.place === 'channel') return refuse('forbidden', errors.onlyInPrivate);
    if (code === undefined) return known(context, input);
    const asked = await context.host.linking.find(code);
    if (asked === undefined) return refuse('invalid-argument', linking.noCode);
    const platform = context.messages.preferences.platforms[asked.platform];
    if (!sure)
      return (await isKnownThere(asked, context))
        ? refuse('conflict', linking.otherHere(platform))
        : look(code, asked, context);
    const found = await context.record({ code: '…', platform: asked.platform, name: asked.name }, (repositories) =>
      write(asked, context, repositories),
    );
    if (found.value === 'other') return refuse('conflict', linking.otherHere(platform));
    if (found.value === 'taken') return refuse('conflict', linking.taken);
    await context.host.linking.forget(code);
    return answer({
      title: linking.done(platform, asked.name),
      audience: 'asker',
      tone: 'good',
      data: { linked: { platform: asked.platform, name: asked.name } },
      input: { platform: asked.platform, name: asked.name },
      blocks: [quiet(linking.doneNote), ...undoButton(context, found.changeId)],
    });
  },
});

/** By what accounts the asker is known, and how another is added. */
async function known({ views, caller, messages, language, zone }: CommandContext, input: Input): Promise<Outcome> {
  const { linking, people, preferences } = messages;
  const own = (await views.identitiesOf(caller.member.id)).filter((one) => one.platform !== 'console');
  const when = momentFormat(language, zone);
  const since = ({ closedAt, createdAt }: Identity): string =>
    closedAt === null ? people.since(when(createdAt)) : people.closedSince(when(closedAt));
  return answer({
    title: linking.known(own.length),
    audience: 'asker',
    data: { accounts: own.map(({ platform, closedAt }) => ({ platform, isOpen: closedAt === null })) },
    input,
    blocks: [...fieldsOf(own.map((one) => [preferences.platforms[one.platform], since(one)])), say(linking.how)],
  });
}

/** Who was given the code, to be confirmed: a code may have been handed on by a stranger. */
function look(code: string, asked: LinkRequest, { messages }: CommandContext): Outcome {
  const { linking, preferences } = messages;
  const platform = preferences.platforms[asked.platform];
  return answer({
    title: linking.ask(platform, asked.name),
    audience: 'asker',
    tone: 'warning',
    data: { asked: { platform: asked.platform, name: asked.name } },
    input: { platform: asked.platform, name: asked.name },
    blocks: [
      say(linking.means(platform)),
      ...buttons({ label: linking.itIsMe, style: 'primary', press: { command: 'link', args: { code, sure: true } } }),
    ],
  });
}

/** Whoever is known there by another account need not be asked whether this one is theirs. */
const isKnownThere = async (asked: LinkRequest, { views, caller }: CommandContext): Promise<boolean> =>
  inTheSame(await views.identitiesOf(caller.member.id), asked).some(isOpen);

const isOpen = ({ closedAt }: Identity): boolean => closedAt === null;

const inTheSame = (
  identities: readonly Identity[],
  { platform, tenant }: Pick<LinkRequest, 'platform' | 'tenant'>,
): readonly Identity[] => identities.filter((one) => one.platform === platform && one.tenant === tenant);

type Written = 'written' | 'other' | 'taken';
type Writing = Parameters<Parameters<CommandContext['record']>[1]>[0];

/** `other`: the asker is known there by another account, which is open; `taken`: that account is somebody by now. */
async function write(
  { platform, tenant, externalId }: LinkRequest,
  { caller, newId, now }: CommandContext,
  repositories: Writing,
): Promise<Written> {
  if (await repositories.identity(platform, tenant, externalId)) return 'taken';
  const memberId = caller.member.id;
  const there = inTheSame(await repositories.identitiesOf(memberId), { platform, tenant });
  if (there.some(isOpen)) return 'other';
  for (const closed of there) await repositories.remove('identity', closed.id);
  await repositories.insert('identity', {
    ...{ id: newId(), memberId, platform, tenant, externalId },
    ...{ timeZone: null, language: null, closedAt: null, createdAt: now },
  });
  return 'written';
}
