/** A card in Feishu's JSON 2.0, as far as it is written here (open.feishu.cn, card-json-v2-structure). */
export interface Card {
  readonly schema: '2.0';
  readonly config: {
    readonly update_multi: true;
    /** What the list of conversations says of it. */
    readonly summary: { readonly content: string };
  };
  readonly header: { readonly title: PlainText; readonly template: HeaderColour };
  readonly body: { readonly elements: readonly CardElement[] };
}

export type HeaderColour = 'blue' | 'green' | 'orange' | 'red' | 'grey';

/** Shown as it is: nothing in it is read as markup. */
export interface PlainText {
  readonly tag: 'plain_text';
  readonly content: string;
  readonly text_size?: 'normal' | 'notation';
  readonly text_color?: 'default' | 'grey';
}

export interface MarkdownElement {
  readonly tag: 'markdown';
  readonly content: string;
  readonly text_size?: 'normal' | 'notation';
}

export interface DivElement {
  readonly tag: 'div';
  readonly text: PlainText;
}

/** What a press on a button of ours brings back. */
export interface ButtonValue {
  /** One of `ACTIONS`, and what makes it unique on the card. */
  readonly a: string;
  /** What it means (`src/chat/pressed.ts`). */
  readonly v: string;
  /** Where the card stands. */
  readonly p: 'dm' | 'group' | 'ephemeral';
}

export interface ButtonElement {
  readonly tag: 'button';
  readonly text: PlainText;
  readonly type: 'default' | 'primary' | 'danger' | 'primary_filled';
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText };
  readonly behaviors: readonly [{ readonly type: 'callback'; readonly value: ButtonValue }];
  readonly form_action_type?: 'submit';
  readonly name?: string;
}

export interface ColumnSetElement {
  readonly tag: 'column_set';
  readonly flex_mode: 'flow';
  readonly horizontal_spacing: '8px';
  readonly columns: readonly {
    readonly tag: 'column';
    readonly width: 'auto';
    readonly elements: readonly CardElement[];
  }[];
}

export interface TableElement {
  readonly tag: 'table';
  readonly page_size: number;
  readonly row_height: 'auto';
  readonly row_max_height: '400px';
  readonly header_style: { readonly bold: true; readonly background_style: 'grey'; readonly lines: 2 };
  readonly columns: readonly {
    readonly name: string;
    readonly display_name: string;
    readonly data_type: 'text' | 'markdown';
    readonly horizontal_align: 'left' | 'right';
    readonly vertical_align: 'top';
    readonly width: 'auto';
  }[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export interface SelectOption {
  readonly text: PlainText;
  readonly value: string;
}

export type InputElement =
  | {
      readonly tag: 'input';
      readonly name: string;
      readonly required: boolean;
      readonly width: 'fill';
      readonly input_type: 'text' | 'multiline_text';
      readonly rows?: number;
      readonly auto_resize?: true;
      readonly max_length: number;
      readonly placeholder?: PlainText;
      readonly default_value?: string;
    }
  | {
      readonly tag: 'select_static';
      readonly name: string;
      readonly required: boolean;
      readonly width: 'fill';
      readonly placeholder: PlainText;
      readonly options: readonly SelectOption[];
      /** Counted from 1. */
      readonly initial_index?: number;
    }
  | {
      readonly tag: 'multi_select_static';
      readonly name: string;
      readonly required: boolean;
      readonly width: 'fill';
      readonly placeholder: PlainText;
      readonly options: readonly SelectOption[];
      readonly selected_values?: readonly string[];
    }
  | {
      readonly tag: 'date_picker';
      readonly name: string;
      readonly required: boolean;
      readonly width: 'fill';
      readonly placeholder: PlainText;
      readonly initial_date?: string;
    };

export interface FormElement {
  readonly tag: 'form';
  readonly name: string;
  readonly elements: readonly CardElement[];
}

export type CardElement =
  | MarkdownElement
  | DivElement
  | { readonly tag: 'hr' }
  | ButtonElement
  | ColumnSetElement
  | TableElement
  | InputElement
  | FormElement;

/** How many elements Feishu counts in a part of a card: everything that has a `tag`. */
export function countElements(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = !Array.isArray(value) && typeof (value as { tag?: unknown }).tag === 'string' ? 1 : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + countElements(one), own);
}

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
