import { by, compareText } from '../order.ts';
import type { Day, Money } from '../records.ts';
import type { Condition } from '../relationship-step.ts';
import type {
  Attitude,
  CooperationStage,
  Department,
  GiftLimit,
  Layer,
  RelationshipStep,
  Signal,
} from '../vocabulary.ts';
import type { BirthdayFacts, FestivalFacts } from './greeting-facts.ts';

/** One thing worth saying unasked to one of ours about one account (docs/method.md §15). Never prose: `facts` holds what words need. */
export interface Nudge<Facts extends NudgeFacts = NudgeFacts> {
  /** What makes it said once: member, rule, subject and the day it is due. The same on every machine and every day it is planned. */
  readonly key: string;
  readonly rule: Facts['rule'];
  /** What it is about, for muting: `contact:ID/mid-autumn/2026-09-25`. An occasion or a finding that comes again is another. */
  readonly subject: string;
  readonly accountId: string;
  /** The one contact it is about; `null`: none or several. */
  readonly contactId: string | null;
  /** Whom to tell. */
  readonly memberId: string;
  /** The records it rests on. */
  readonly recordIds: readonly string[];
  /** Heavier ones come first in the message; see `weights.ts`. */
  readonly weight: number;
  /** The first day it is worth saying; may lie ahead. */
  readonly dueOn: Day;
  /** The last one. */
  readonly expiresOn: Day;
  /** Whether it is brought forward when it falls on a day off. If not, it waits: nothing is found before it is so. */
  readonly isForeseen: boolean;
  /** Said at once in working hours, beside the daily message. */
  readonly isUrgent: boolean;
  readonly facts: Facts;
}

/** What each rule has to tell. Ages in days are left to whoever speaks: they depend on the day it is said. */
export type NudgeFacts =
  | TouchOverdueFacts
  | FestivalFacts
  | BirthdayFacts
  | NextStepFacts
  | VisitFacts
  | SignalFacts
  | FindingFacts
  | SlipFacts
  | DropFacts
  | ApprovalFacts
  | PolicyFacts;

/** Rules that speak already; the others have a key and join when what they watch is on record. */
export type SpokenRule = NudgeFacts['rule'];
export interface TouchOverdueFacts {
  readonly rule: 'touch-overdue';
  readonly layer: Layer;
  /** The last touch that counts; `null`: never in touch. */
  readonly lastOn: Day | null;
  readonly interactionId: string | null;
  /** From when the days are counted: the last touch, or when the layer's first contact was entered. */
  readonly since: Day;
  readonly idealDays: number;
  readonly atMostDays: number;
  /** The first day past the days allowed. */
  readonly redOn: Day;
  /** In post, of that layer. */
  readonly contactIds: readonly string[];
}

/** Days from the due day on which a promise is spoken of. */
export type PromiseLead = -1 | 0 | 1 | 3 | 7;

export interface NextStepFacts {
  readonly rule: 'next-step-due';
  readonly nextStepId: string;
  readonly interactionId: string;
  readonly what: string;
  readonly due: Day;
  /** `them`: they promised it, and this is whom of ours they promised it to. */
  readonly owedBy: 'us' | 'them';
  readonly lead: PromiseLead;
  /** Of the interaction, where it is at hand. */
  readonly contactIds: readonly string[];
}

export interface VisitFacts {
  readonly rule: 'visit-unfinished';
  readonly interactionId: string;
  readonly on: Day;
  readonly contactIds: readonly string[];
}

export interface SignalFacts {
  readonly rule: 'buying-signal';
  readonly interactionId: string;
  readonly on: Day;
  readonly signals: readonly Signal[];
  readonly contactIds: readonly string[];
}

interface Found {
  /** Since when it is so and could be known. */
  readonly foundOn: Day;
  /** 0 when first told; one more every 30 days. */
  readonly repeat: number;
}

export type FindingFacts =
  | (Found & { readonly rule: 'single-thread-ours'; readonly throughId: string })
  | (Found & { readonly rule: 'single-thread-theirs'; readonly contactId: string })
  | (Found & {
      readonly rule: 'blind-department';
      readonly department: Department;
      readonly contactIds: readonly string[];
    })
  | (Found & {
      readonly rule: 'vacancy';
      readonly contactId: string;
      /** When they went; `null`: not on record. */
      readonly since: Day | null;
      readonly successorId: string | null;
    })
  | (Found & {
      readonly rule: 'opposed-key-person';
      readonly contactId: string;
      readonly attitude: Extract<Attitude, 'resist' | 'doubt'>;
    });

export interface SlipFacts {
  readonly rule: 'step-slip';
  readonly on: Day;
  readonly from: RelationshipStep;
  readonly to: RelationshipStep;
  /** What broke, each with its move; their evidence holds levels, which are private (§18). */
  readonly reasons: readonly Condition[];
}

export interface DropFacts {
  readonly rule: 'share-drop';
  readonly on: Day;
  readonly from: CooperationStage;
  readonly to: CooperationStage;
  readonly fromPercent: number;
  readonly toPercent: number;
}

export interface ApprovalFacts {
  readonly rule: 'gift-approval';
  readonly approvalId: string;
  readonly interactionId: string;
  readonly over: GiftLimit;
  readonly askedOn: Day;
  /** Of the gift, where its interaction is at hand. */
  readonly gift: {
    readonly on: Day;
    readonly kind: 'gift' | 'meal' | 'other';
    readonly value: Money | null;
    readonly occasion: string | null;
    readonly giverIds: readonly string[];
    readonly contactIds: readonly string[];
  } | null;
}

export interface PolicyFacts {
  readonly rule: 'policy-review';
  /** `null`: never reviewed, or no policy at all. */
  readonly reviewedOn: Day | null;
  readonly hasPolicy: boolean;
}

/** Heaviest first, then the earliest, then by key. */
export const inOrder = by<Nudge>(
  (a, b) => b.weight - a.weight,
  (a, b) => compareText(a.dueOn, b.dueOn),
  (a, b) => compareText(a.key, b.key),
);
