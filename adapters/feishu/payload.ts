import type { Press } from '../../src/chat/pressed.ts';
import type { Content } from '../../src/router/messages.ts';
import type { Typed } from './refused-form.ts';

/** What came from Feishu, as it is kept in the inbox until it is worked on. Plain JSON. */
export type FeishuPayload = FeishuSaid | FeishuNotice;

/** Somebody as events name them. `openId` is good in our app only, `unionId` in all apps of one maker. */
export interface Who {
  readonly openId: string;
  readonly unionId: string | null;
  /** The organisation they belong to; `null`: not told. */
  readonly tenant: string | null;
}

/** Something said to us. */
export interface FeishuSaid {
  /** The organisation we are installed in. */
  readonly tenant: string;
  readonly who: Who;
  readonly content: Content | { readonly press: Press } | { readonly message: Written };
  readonly from: Origin;
  /** Of a form that was handed in: what stood in it. */
  readonly typed?: Typed;
}

/** A message as Feishu hands it over; read when it is worked on (`readWritten`). */
export interface Written {
  /** text, post, image, file, audio, media, sticker, … */
  readonly type: string;
  /** JSON, as each type has it. */
  readonly content: string;
  readonly mentions: readonly Mention[];
}

/** Who stands behind `@_user_1`. */
export interface Mention {
  readonly key: string;
  readonly openId: string | null;
  readonly unionId: string | null;
  readonly name: string;
  /** Absent: not told. */
  readonly isBot?: boolean;
}

/** Something that happened. */
export type FeishuNotice =
  /** To somebody of the organisation: their account is another than before, or closed. */
  | { readonly notice: 'user-changed'; readonly tenant: string; readonly who: Who; readonly isGone: boolean }
  /** Somebody opened the conversation with us, who may never have. */
  | { readonly notice: 'met'; readonly tenant: string; readonly who: Who; readonly isFirst: boolean }
  /** We were taken into a group. */
  | { readonly notice: 'invited'; readonly tenant: string; readonly who: Who; readonly chat: string };

/** How somebody spoke, and so where the answer belongs. */
export type Origin =
  /** In the conversation with the assistant. */
  | { readonly kind: 'dm'; readonly chat: string; readonly message: string }
  /** `@KAM …` in a group. `thread`: the topic it stands in, if any. */
  | { readonly kind: 'group'; readonly chat: string; readonly message: string; readonly thread: string | null }
  /** A button or form of one of our cards. */
  | {
      readonly kind: 'press';
      readonly chat: string;
      readonly message: string;
      /** Where that card stands: alone with the reader, before a whole group, or in a group for the reader alone. */
      readonly stands: CardPlace;
      /** A daily message or a digest: it stays, and is brought up to date by itself. */
      readonly isDaily: boolean;
    }
  /** An item of the bot's menu: it names no chat. */
  | { readonly kind: 'menu' };

export type CardPlace = 'dm' | 'group' | 'ephemeral';
