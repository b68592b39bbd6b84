import { dayOf } from '../domain/days.ts';
import { giftLedger, givenBefore } from '../domain/gifts/ledger.ts';
import { type GiftVerdict, isGift, judgeGift, recipientClassOf } from '../domain/gifts/rules.ts';
import { hasLeft } from '../domain/links.ts';
import type { Account, Interaction } from '../domain/records.ts';
import type { RecipientClass } from '../domain/vocabulary.ts';
import type { Repositories } from '../ports/store.ts';
import { giftPolicyOf } from '../services/gift-policy.ts';
import type { CommandContext } from './context.ts';
import { ruleLines } from './gift-lines.ts';

/** What the rules say of a gift just recorded (docs/method.md §16). */
export interface GiftCheck {
  readonly verdict: GiftVerdict['verdict'];
  /** What it goes beyond; `null`: nothing. */
  readonly over: string | null;
  readonly source: GiftVerdict['source'];
  readonly recipientClass: RecipientClass | null;
  /** The request put to a manager; `null`: none was needed. */
  readonly approval: string | null;
  /** Who of those above is asked, by name. */
  readonly asked: string | null;
  readonly lines: readonly string[];
}

/** Judges an interaction that is a gift; over a limit, a request for approval is written in the same transaction. */
export async function checkGift(
  interaction: Interaction,
  account: Account,
  context: CommandContext,
  repositories: Repositories,
): Promise<GiftCheck | null> {
  if (!isGift(interaction)) return null;
  const policy = giftPolicyOf(context.settings);
  const zone = context.zoneOf(account);
  const { id: interactionId, contactIds, value } = interaction;
  const on = interaction.day ?? dayOf(interaction.at, zone);
  const ledger = giftLedger(await repositories.giftsAt([account.id]), zone, policy);
  const before = givenBefore(ledger, { interactionId, contactIds, on });
  const judged = judgeGift({ account, policy, value, receivers: new Set(contactIds).size, before });
  const needsApproval = judged.verdict === 'needs-approval';
  const approval = needsApproval ? context.newId() : null;
  if (needsApproval && approval !== null) {
    await repositories.insert('giftApproval', {
      id: approval,
      accountId: account.id,
      interactionId,
      over: judged.over,
      state: 'asked',
      decidedById: null,
      decidedOn: null,
      reason: null,
      recordedAt: context.now,
    });
  }
  const asked = needsApproval ? await deciderName(account, interaction.memberIds, context) : null;
  return {
    verdict: judged.verdict,
    over: 'over' in judged ? judged.over : null,
    source: judged.source,
    recipientClass: recipientClassOf(account),
    approval,
    asked,
    lines: ruleLines({ account, judged, policy, value, isYearUnclear: before.isPartial, asked }, context),
  };
}

/** The nearest of the owner's superiors who is with us and gave nothing; else an administrator, whoever that is. */
async function deciderName(
  account: Account,
  giverIds: readonly string[],
  { views, messages, today }: CommandContext,
): Promise<string> {
  const seen = new Set<string>([account.ownerId]);
  let above = (await views.get('member', account.ownerId))?.managerId ?? null;
  while (above !== null && !seen.has(above)) {
    seen.add(above);
    const manager = await views.get('member', above);
    if (!manager) break;
    if (!giverIds.includes(manager.id) && !hasLeft(manager, today)) return manager.name;
    above = manager.managerId;
  }
  return messages.gifts.anAdmin;
}
