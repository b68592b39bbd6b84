/** The keys of the method (docs/method.md): every closed list the records, commands and messages share. */

export const LANGUAGES = ['zh', 'en'] as const;
export const ROLES = ['viewer', 'member', 'manager', 'admin'] as const;
export const MEMBER_STATES = ['active', 'leaving', 'left'] as const;
export const ACCOUNT_KINDS = ['economic', 'important', 'group', 'strategic'] as const;
export const RECIPIENT_CLASSES = ['government', 'state-owned', 'private', 'foreign'] as const;

/** Where a contact sits on their side (§0). */
export const DEPARTMENTS = [
  'purchasing',
  'finance',
  'technology',
  'production',
  'marketing',
  'logistics',
  'operations',
  'business',
  'quality',
  'legal',
  'administration',
  'executive',
] as const;
/** Where a member sits on our side: the same, and two of our own (§0). */
export const FUNCTIONS = [...DEPARTMENTS, 'sales', 'service'] as const;

export const LAYERS = ['decision', 'management', 'operation'] as const;
export const PROCUREMENT_ROLES = [
  'initiator',
  'user',
  'technical',
  'business',
  'finance',
  'buyer',
  'decider',
  'approver',
  'influencer',
  'coach',
] as const;
/** From −2 to +2, in this order (§6). */
export const ATTITUDES = ['resist', 'doubt', 'neutral', 'accept', 'support'] as const;
export const CONTACT_STATES = ['in-post', 'moved', 'left'] as const;

export const INTERACTION_KINDS = [
  'visit',
  'call',
  'meeting',
  'meal',
  'gift',
  'message',
  'email',
  'event',
  'training',
  'service',
  'advice',
  'note',
] as const;
export const SIGNALS = ['repeat-question', 'price-pressure', 'guarantee', 'new-question', 'extras'] as const;
export const FACT_KINDS = ['integration', 'alliance'] as const;

export const COOPERATION_STAGES = ['development', 'initial', 'stable', 'strategic'] as const;
/** Index is the step, 0 to 5 (§3). */
export const RELATIONSHIP_STEPS = ['none', 'incubation', 'basic', 'intermediate', 'advanced', 'alliance'] as const;
/** Index + 1 is the level, 1 to 5 (§4). */
export const INTERPERSONAL_LEVELS = ['greeting', 'facts', 'views', 'interests', 'values'] as const;
export const GRID_READINGS = ['off-grid', 'balanced', 'near-balanced', 'person-dependent', 'impersonal'] as const;
/** What is missing in our coverage of an account, in the order they are told (§7). */
export const FINDINGS = [
  'single-thread-ours',
  'single-thread-theirs',
  'top-only',
  'bottom-only',
  'blind-department',
  'vacancy',
  'unknown-decider',
  'opposed-key-person',
] as const;
/** From the narrowest tie to the widest (§7). */
export const SHAPES = ['none', 'bow-tie', 'bridge', 'diamond'] as const;
export const PIN_TARGETS = ['step', 'stage'] as const;

/** The China set first, then those of other countries (§17). */
export const FESTIVALS = [
  'new-year',
  'eve',
  'spring',
  'lantern',
  'qingming',
  'labour',
  'dragon-boat',
  'mid-autumn',
  'national',
  'double-ninth',
  'teachers',
  'epiphany',
  'easter',
  'thanksgiving',
  'christmas',
  'independence-us',
  'st-patrick',
  'bastille',
  'german-unity',
  'kings-day',
  'st-nicholas',
  'constitution-norway',
  'national-spain',
  'national-swiss',
  'independence-mexico',
  'ochugen',
  'oseibo',
  'seollal',
  'chuseok',
  'tet',
  'national-vietnam',
  'national-singapore',
  'national-malaysia',
  'republic-india',
  'independence-india',
  'diwali',
] as const;
/** What is said unasked, and why (§15). */
export const NUDGE_RULES = [
  'touch-overdue',
  'festival',
  'birthday',
  'next-step-due',
  'visit-unfinished',
  'buying-signal',
  'vacancy',
  'single-thread-ours',
  'single-thread-theirs',
  'blind-department',
  'opposed-key-person',
  'issue-overdue',
  'step-slip',
  'share-drop',
  'receivable-watch',
  'gift-approval',
  'policy-review',
  'survey-gap',
  'gate-stale',
] as const;
/** How a festival or a birthday is to be marked (§17). */
export const GREETING_WAYS = ['greeting', 'call', 'visit', 'gift'] as const;
/** What a channel's digest tells of (§15). */
export const DIGEST_KINDS = ['moves', 'promises', 'quiet', 'festivals', 'risks', 'logs'] as const;
export const DIGEST_CADENCES = ['day', 'week'] as const;
/** Why a nudge is silent for somebody. */
export const MUTE_REASONS = ['done', 'snoozed', 'muted'] as const;
/** What a gift goes beyond (§16); `unset`: nobody has set a limit yet. */
export const GIFT_LIMITS = ['class', 'gift', 'year', 'unset'] as const;
export const APPROVAL_STATES = ['asked', 'approved', 'refused'] as const;
export const PLATFORMS = ['console', 'slack', 'feishu'] as const;

export type Language = (typeof LANGUAGES)[number];
export type Role = (typeof ROLES)[number];
export type MemberState = (typeof MEMBER_STATES)[number];
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
export type RecipientClass = (typeof RECIPIENT_CLASSES)[number];
export type Department = (typeof DEPARTMENTS)[number];
export type MemberFunction = (typeof FUNCTIONS)[number];
export type Layer = (typeof LAYERS)[number];
export type ProcurementRole = (typeof PROCUREMENT_ROLES)[number];
export type Attitude = (typeof ATTITUDES)[number];
export type ContactState = (typeof CONTACT_STATES)[number];
export type InteractionKind = (typeof INTERACTION_KINDS)[number];
export type Signal = (typeof SIGNALS)[number];
export type FactKind = (typeof FACT_KINDS)[number];
export type CooperationStage = (typeof COOPERATION_STAGES)[number];
export type RelationshipStepKey = (typeof RELATIONSHIP_STEPS)[number];
export type RelationshipStep = 0 | 1 | 2 | 3 | 4 | 5;
export type InterpersonalLevel = 1 | 2 | 3 | 4 | 5;
export type GridReading = (typeof GRID_READINGS)[number];
export type FindingKey = (typeof FINDINGS)[number];
export type ShapeKey = (typeof SHAPES)[number];
export type FestivalKey = (typeof FESTIVALS)[number];
export type PinTarget = (typeof PIN_TARGETS)[number];
export type Platform = (typeof PLATFORMS)[number];
export type NudgeRule = (typeof NUDGE_RULES)[number];
export type GreetingWay = (typeof GREETING_WAYS)[number];
export type DigestKind = (typeof DIGEST_KINDS)[number];
export type DigestCadence = (typeof DIGEST_CADENCES)[number];
export type MuteReason = (typeof MUTE_REASONS)[number];
export type GiftLimit = (typeof GIFT_LIMITS)[number];
export type ApprovalState = (typeof APPROVAL_STATES)[number];
