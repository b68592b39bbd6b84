import { dayOf } from '../domain/days.ts';
import { giftAdvice } from '../domain/gifts/rules.ts';
import type { Account, GiftApproval, Interaction } from '../domain/records.ts';
import { formatDay, formatMoney } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { giftPolicyOf } from '../services/gift-policy.ts';
import { answer, buttons, maySayPersonal, quiet, refuse, say, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { GiftArgs } from './gift.ts';
import { ruleOf } from './gift-lines.ts';
import { momentNow } from './moments.ts';
import { isBirthdayOccasion, occasionText } from './occasion-words.ts';
import type { Outcome, Refusal } from './outcome.ts';

type Input = Readonly<Record<string, unknown>>;

interface Request {
  readonly approval: GiftApproval;
  readonly interaction: Interaction;
  readonly account: Account;
}

/** What waits for the asker's word, and what of their own waits for somebody else's. */
export async function listApprovals(context: CommandContext, input: Input): Promise<Outcome> {
  const { views, caller, permissions, messages } = context;
  const { gifts } = messages;
  const items: (Awaited<ReturnType<typeof itemOf>> & { readonly blocks: readonly Block[] })[] = [];
  for (const approval of await views.all('giftApproval')) {
    if (approval.state !== 'asked') continue;
    const request = await requestOf(approval, context);
    if (!request || !permissions.maySee(request.account)) continue;
    const mayDecide = (await whyNot(request, context)) === null;
    const isOwn =
      request.interaction.memberIds.includes(caller.member.id) || request.interaction.authorId === caller.member.id;
    if (!mayDecide && !isOwn) continue;
    const item = await itemOf(request, mayDecide, context);
    items.push({
      ...item,
      blocks: [say(item.text), quiet(gifts.over[approval.over]), ...decideButtons(request, mayDecide, context)],
    });
  }
  return answer({
    title: gifts.approvalsTitle(items.length),
    audience: 'asker',
    data: { items: items.map(({ blocks: _blocks, ...item }) => item) },
    input,
    blocks: [...items.flatMap(({ blocks }) => blocks), quiet(gifts.notLegal)],
  });
}

/** Approves or refuses one, with a reason; by somebody above the owner, or an administrator, never by a giver. */
export async function decideOnGift(args: GiftArgs, context: CommandContext, input: Input): Promise<Outcome> {
  const { gifts } = context.messages;
  const approval = await context.views.get('giftApproval', args.approval ?? '');
  const request = approval && (await requestOf(approval, context));
  if (!request || !context.permissions.maySee(request.account)) return refuse('invalid-argument', gifts.gone);
  const fault = (await whyNot(request, context)) ?? (await decidedBefore(request, context));
  if (fault) return fault;
  const state = args.action === 'approve' ? 'approved' : 'refused';
  const { caller } = context;
  const decided: GiftApproval = {
    ...request.approval,
    state,
    decidedById: caller.member.id,
    decidedOn: momentNow(request.account, context).day,
    reason: args.reason ?? null,
  };
  const understood = {
    account: request.account.name,
    action: args.action,
    approval: decided.id,
    ...(args.reason === undefined ? {} : { reason: args.reason }),
  };
  const { changeId } = await context.record(understood, (repositories) => repositories.update('giftApproval', decided));
  const item = await itemOf({ ...request, approval: decided }, false, context);
  return answer({
    title: gifts[state](request.account.name),
    tone: 'good',
    audience: 'account-team',
    data: { items: [item] },
    input: { ...input, ...understood },
    blocks: [
      say(item.text),
      quiet(gifts.decidedBy(caller.member.name, formatDay(decided.decidedOn ?? '', context.language), decided.reason)),
      ...ruleOf(request.account, giftAdvice(request.account, giftPolicyOf(context.settings)).source, context).map(
        (line) => quiet(line),
      ),
      ...undoButton(context, changeId),
    ],
  });
}

async function requestOf(approval: GiftApproval, { views }: CommandContext): Promise<Request | undefined> {
  const interaction = await views.get('interaction', approval.interactionId);
  const account = await views.get('account', approval.accountId);
  return interaction && account ? { approval, interaction, account } : undefined;
}

/** Why the asker may not decide; `null`: they may. */
async function whyNot({ interaction, account }: Request, context: CommandContext): Promise<Refusal | null> {
  const { caller, permissions, messages } = context;
  if (interaction.memberIds.includes(caller.member.id)) return refuse('forbidden', messages.gifts.ownGift);
  if (caller.role === 'admin' || (await permissions.isManagerOf(account.ownerId))) return null;
  const owner = await context.expect('member', account.ownerId);
  return refuse('forbidden', messages.gifts.notManager(owner.name));
}

async function decidedBefore({ approval }: Request, context: CommandContext): Promise<Refusal | null> {
  if (approval.state === 'asked') return null;
  const { gifts } = context.messages;
  const by = approval.decidedById === null ? null : await context.expect('member', approval.decidedById);
  return refuse('conflict', gifts.decided(gifts.approval[approval.state], by?.name ?? '?'));
}

async function itemOf({ approval, interaction, account }: Request, mayDecide: boolean, context: CommandContext) {
  const { messages, language } = context;
  const { words, answers, gifts } = messages;
  const { kind, value, at, day, contactIds, memberIds } = interaction;
  const receivers = await Promise.all(contactIds.map((id) => context.expect('contact', id)));
  const givers = await Promise.all(memberIds.map((id) => context.expect('member', id)));
  const isOpen = (await maySayPersonal(account, context)) || !isBirthdayOccasion(interaction.occasion);
  const occasion = isOpen ? interaction.occasion : null;
  const on = day ?? dayOf(at, context.zoneOf(account));
  const what = [
    words.interactionKind[kind],
    ...(value === null ? [] : [formatMoney(value, language)]),
    ...(occasion === null ? [] : [occasionText(occasion, messages)]),
  ].join(' · ');
  const names = (them: readonly { readonly name: string }[]) => them.map(({ name }) => name).join(answers.separator);
  return {
    id: approval.id,
    interaction: interaction.id,
    account: account.name,
    kind,
    on,
    value,
    occasion,
    receivers: receivers.map(({ name }) => name),
    givers: givers.map(({ key }) => key),
    over: approval.over,
    state: approval.state,
    decidedOn: approval.decidedOn,
    reason: approval.reason,
    mayDecide,
    text: gifts.approvalLine(what, account.name, names(receivers), names(givers), formatDay(on, language)),
  };
}

function decideButtons({ approval }: Request, mayDecide: boolean, { messages }: CommandContext): readonly Block[] {
  if (!mayDecide) return [];
  const { button } = messages.gifts;
  const press = (action: string) => ({ command: 'gift', args: { action, approval: approval.id } });
  return buttons(
    { label: button.approve, press: press('approve'), style: 'primary' },
    { label: button.refuse, press: press('refuse') },
  );
}
