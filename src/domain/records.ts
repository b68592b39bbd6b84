import type {
  AccountKind,
  ApprovalState,
  Attitude,
  ContactState,
  Department,
  DigestCadence,
  DigestKind,
  FactKind,
  GiftLimit,
  GreetingWay,
  InteractionKind,
  InterpersonalLevel,
  Language,
  Layer,
  MemberFunction,
  MemberState,
  MuteReason,
  NudgeRule,
  PinTarget,
  Platform,
  ProcurementRole,
  RecipientClass,
  Role,
  Signal,
} from './vocabulary.ts';

/**
 * What is remembered. Every record is plain JSON: absent is `null`, an instant is milliseconds since 1970 UTC (`…At`, `at`),
 * a calendar day is `YYYY-MM-DD` (`…On`, `on`, `day`). `recordedAt` says when we came to know it; nothing is filtered by it (§0).
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export interface Member {
  readonly id: string;
  /** The e-mail, or a short handle where there is none. Unique without regard to case. */
  readonly key: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly name: string;
  readonly function: MemberFunction;
  readonly role: Role;
  readonly managerId: string | null;
  readonly state: MemberState;
  /** The last day with us, included. */
  readonly leavesOn: Day | null;
  readonly timeZone: string;
  readonly language: Language;
  readonly createdAt: Instant;
}

/** How a member is known on one platform. On the console `externalId` is the SHA-256 of a token, never the token. */
export interface Identity {
  readonly id: string;
  readonly memberId: string;
  readonly platform: Platform;
  /** Workspace, tenant; empty where the platform has none. */
  readonly tenant: string;
  readonly externalId: string;
  /** What the platform last told of them; `null`: it tells of none. Who lives by it follows it, who set their own does not. */
  readonly timeZone: string | null;
  readonly language: Language | null;
  /**
   * Since when the account there is closed; `null`: it is open. A closed one gives no access and stands in nobody's way, and is kept
   * so that its owner is known should it be opened again.
   */
  readonly closedAt: Instant | null;
  readonly createdAt: Instant;
}

export interface Cadence {
  readonly ideal: number;
  readonly atMost: number;
}

export interface Policy {
  readonly price: string | null;
  readonly service: string | null;
  readonly responseHours: number | null;
  readonly namedContact: string | null;
  readonly reviewedOn: Day | null;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kinds: readonly AccountKind[];
  readonly ownerId: string;
  readonly backupId: string | null;
  readonly teamIds: readonly string[];
  readonly archived: boolean;
  /** Its own zone; `null`: the organisation's. */
  readonly timeZone: string | null;
  readonly cadence: { readonly [L in Layer]?: Cadence } | null;
  /** `null`: the default sets. */
  readonly festivalSets: readonly string[] | null;
  readonly recipientClass: RecipientClass | null;
  readonly recipientRule: string | null;
  readonly policy: Policy | null;
  readonly createdAt: Instant;
}

export interface Birthday {
  readonly calendar: 'solar' | 'lunar';
  readonly month: number;
  readonly day: number;
  readonly year: number | null;
  /** Born in a leap month (lunar only). */
  readonly leap: boolean;
}

/** What of a contact has no history. Department, layer, roles, attitude, weight and state are `Trait`s. */
export interface Contact {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly tastes: string | null;
  readonly taboos: string | null;
  /** Festival keys this person wants no greeting for. */
  readonly optOut: readonly string[];
  readonly reportsToId: string | null;
  readonly successorId: string | null;
  readonly birthday: Birthday | null;
  readonly createdAt: Instant;
}

export interface TraitValues {
  readonly department: Department | null;
  readonly layer: Layer | null;
  readonly roles: readonly ProcurementRole[];
  readonly attitude: Attitude | null;
  /** Part of the decision this person holds, 0 to 100, whole; `null` unset, counts 0. */
  readonly weight: number | null;
  readonly state: ContactState;
}
export type TraitField = keyof TraitValues;

interface TraitOf<F extends TraitField> {
  readonly id: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly field: F;
  readonly value: TraitValues[F];
  /** From this day on; `null`: from the beginning, until the first dated one. */
  readonly on: Day | null;
  readonly authorId: string | null;
  readonly source: string | null;
  readonly recordedAt: Instant;
}
/** One dated value of a contact: who said so, from which day on. The latest recorded wins among equals of one day. */
export type Trait = { [F in TraitField]: TraitOf<F> }[TraitField];

/** A member's statement of how deep they stand with a contact (§4). */
export interface Level {
  readonly id: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly memberId: string;
  readonly level: InterpersonalLevel;
  readonly on: Day | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Interaction {
  readonly id: string;
  readonly accountId: string;
  readonly contactIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly kind: InteractionKind;
  /** When it happened; for one told without a time, the start of `day` in the account's zone. */
  readonly at: Instant;
  /** The day, when it was told without a time; else `null`. */
  readonly day: Day | null;
  readonly note: string;
  /** Whether a message, e-mail or gift was answered; `null`: not said. */
  readonly answered: boolean | null;
  readonly signals: readonly Signal[];
  readonly value: Money | null;
  readonly occasion: string | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** A promise made in an interaction. */
export interface NextStep {
  readonly id: string;
  readonly accountId: string;
  readonly interactionId: string;
  /** Its place among the steps of one interaction, from 0. */
  readonly position: number;
  readonly what: string;
  readonly due: Day | null;
  /** Who owes it; `null`: they do. */
  readonly byId: string | null;
  readonly doneOn: Day | null;
  /** The day it was given up: it will not be kept. */
  readonly brokenOn: Day | null;
  readonly recordedAt: Instant;
}

/** Share of wallet from a day on, percent with at most two decimals (§2). One per account and day. */
export interface Share {
  readonly id: string;
  readonly accountId: string;
  readonly on: Day;
  readonly percent: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly ceiling: number | null;
  readonly source: string | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

export interface Order {
  readonly id: string;
  readonly accountId: string;
  readonly on: Day;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly product: string | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** An integration or alliance in force from its first to its last day, both included (§3). */
export interface Fact {
  readonly id: string;
  readonly accountId: string;
  readonly kind: FactKind;
  readonly what: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** A manager's judgement shown beside the computed step or stage, never instead of it (§3). */
export interface Pin {
  readonly id: string;
  readonly accountId: string;
  readonly target: PinTarget;
  /** A step 0–5 as text, or the key of a cooperation stage. */
  readonly value: string;
  readonly reason: string;
  readonly from: Day;
  /** Last day, included. */
  readonly until: Day;
  readonly authorId: string;
  readonly recordedAt: Instant;
}

/** Which account a member means by a name that fits several: their own earlier choice. */
export interface TaughtName {
  readonly id: string;
  readonly memberId: string;
  /** The typed name, as names are compared. */
  readonly key: string;
  /** The account meant. It may be gone by now; the choice then counts for nothing. */
  readonly meansId: string;
  readonly recordedAt: Instant;
}

/** A greeting somebody took on for a festival or a birthday (§17), and whether it was done. */
export interface Greeting {
  readonly id: string;
  readonly accountId: string;
  readonly contactId: string;
  /** Who of ours does it. */
  readonly memberId: string;
  /** Key of the festival, or `birthday`. */
  readonly occasion: string;
  /** The day of the festival. */
  readonly on: Day;
  readonly way: GreetingWay;
  readonly doneOn: Day | null;
  /** The interaction that tells of it. */
  readonly interactionId: string | null;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** A gift or meal over a limit: kept, and put before a manager (§16). */
export interface GiftApproval {
  readonly id: string;
  readonly accountId: string;
  readonly interactionId: string;
  readonly over: GiftLimit;
  readonly state: ApprovalState;
  readonly decidedById: string | null;
  readonly decidedOn: Day | null;
  /** Why, in the words of whoever decided. */
  readonly reason: string | null;
  readonly recordedAt: Instant;
}

/** What a member wants no nudge about (§15). */
export interface Mute {
  readonly id: string;
  readonly memberId: string;
  readonly rule: NudgeRule;
  /** What it is about; `null`: the whole rule. */
  readonly subject: string | null;
  /** The first day it may be said again; `null`: never. */
  readonly until: Day | null;
  readonly why: MuteReason;
  readonly recordedAt: Instant;
}

/** What a channel is told every day or week. One per channel. */
export interface Digest {
  readonly id: string;
  readonly platform: Platform;
  readonly tenant: string;
  /** As the platform names it. */
  readonly channel: string;
  readonly every: DigestCadence;
  /** Clock time, `HH:MM`. */
  readonly time: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Empty: every account, of those owners if any are named. */
  readonly accountIds: readonly string[];
  readonly ownerIds: readonly string[];
  readonly kinds: readonly DigestKind[];
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** The account a channel is about: what is said there need not name it. One per channel. */
export interface Binding {
  readonly id: string;
  readonly platform: Platform;
  readonly tenant: string;
  /** As the platform names it. */
  readonly channel: string;
  readonly accountId: string;
  readonly authorId: string | null;
  readonly recordedAt: Instant;
}

/** How a member wants to be spoken to; its `id` is the member's. Without one the defaults hold. */
export interface Preference {
  readonly id: string;
  readonly memberId: string;
  readonly isOn: boolean;
  /** Clock time of the daily message, `HH:MM`. */
  readonly time: string;
  /** Monday 1 to Sunday 7. */
  readonly workdays: readonly number[];
  /** Whose days off are theirs: `china`, the code of a country, or `none`. */
  readonly calendar: string;
  /** Where to; `null`: where they are known. */
  readonly platform: Platform | null;
  readonly recordedAt: Instant;
}

/** A day off or a working make-up day of one calendar, as published (§15). */
export interface Holiday {
  readonly id: string;
  readonly calendar: string;
  readonly on: Day;
  /** False: a weekend day that is worked. */
  readonly isOff: boolean;
  readonly name: string;
}

/** A setting of the organisation; its `id` is the key. */
export interface Setting {
  readonly id: string;
  readonly value: string | number | boolean;
}

/** Every kind of record that is written through a change, and so audited and undoable. */
export interface Records {
  readonly member: Member;
  readonly identity: Identity;
  readonly account: Account;
  readonly contact: Contact;
  readonly trait: Trait;
  readonly level: Level;
  readonly interaction: Interaction;
  readonly nextStep: NextStep;
  readonly share: Share;
  readonly order: Order;
  readonly fact: Fact;
  readonly pin: Pin;
  readonly taughtName: TaughtName;
  readonly greeting: Greeting;
  readonly giftApproval: GiftApproval;
  readonly mute: Mute;
  readonly digest: Digest;
  readonly binding: Binding;
  readonly preference: Preference;
  readonly holiday: Holiday;
  readonly setting: Setting;
}
export type RecordKind = keyof Records;

/** In an order in which each kind comes after those it refers to. */
export const RECORD_KINDS = [
  'member',
  'identity',
  'account',
  'contact',
  'trait',
  'level',
  'interaction',
  'nextStep',
  'share',
  'order',
  'fact',
  'pin',
  'taughtName',
  'greeting',
  'giftApproval',
  'mute',
  'digest',
  'binding',
  'preference',
  'holiday',
  'setting',
] as const satisfies readonly RecordKind[];

/** One line of an account's contacts with one member: derived from an interaction, a row for each pair who took part. */
export interface Touch {
  readonly interactionId: string;
  readonly contactId: string;
  readonly memberId: string;
  readonly kind: InteractionKind;
  readonly at: Instant;
  readonly day: Day | null;
  /** Kind and answer make it two-way (§0). */
  readonly twoWay: boolean;
}

/**
 * What is known of one account, enough to assess it at a moment. `touches` may be everything, or only the latest and the latest
 * two-way touch of each pair up to that moment: an assessment answers the same. `orders` likewise may be just the first.
 */
export interface AccountState {
  readonly account: Account;
  /** Everyone of ours named in it: owner, backup, team, and all who appear in touches or levels. */
  readonly members: readonly Member[];
  readonly contacts: readonly Contact[];
  readonly traits: readonly Trait[];
  readonly levels: readonly Level[];
  readonly touches: readonly Touch[];
  readonly shares: readonly Share[];
  readonly orders: readonly Order[];
  readonly facts: readonly Fact[];
  readonly pins: readonly Pin[];
}
