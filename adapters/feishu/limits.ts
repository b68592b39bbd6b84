/**
 * What Feishu takes at most; over it content is shortened, split or counted, never refused. Lengths are UTF-16 units, which are never
 * fewer than what Feishu counts. Sources: the pages of open.feishu.cn on card JSON 2.0 and on messages; where they say nothing, what
 * people measured, and a margin.
 */
export const FEISHU_LIMITS = {
  /** Of a card as JSON: 30 KB (im-v1/message/create), less what the envelope and the platform's own escapes add. */
  cardBytes: 28_000,
  /** Everything with a `tag` counts, a text in a button too (card-json-v2-structure). */
  elements: 200,
  /** Containers in containers (containers/form-container). */
  nesting: 5,
  /** Five are documented (content-components/table); more than three were refused with 230099/11310 (larksuite/openclaw-lark). */
  tables: 3,
  /** Rows that show at once (content-components/table). */
  tablePage: 10,
  /** Rows of data, in pages: ours. */
  tableRows: 100,
  /** Fifty are shown (content-components/table); more than these nobody reads: ours. */
  tableColumns: 20,
  /** Bytes of one cell as it is drawn: ours, so that a row stays a row. */
  tableCell: 1500,
  /** Rows where a table stands as lines: ours. */
  lineRows: 40,
  /** Bytes of one cell there, as it is drawn. */
  linesCell: 400,
  /** Four lines are shown (content-components/title); what is longer is said once more below: ours. */
  title: 120,
  /** What the list of conversations says of the card: ours. */
  summary: 120,
  /** interactive-components/button. */
  buttonText: 100,
  /** Of a confirmation: nothing is documented. */
  confirmTitle: 50,
  confirmText: 300,
  /** What a button carries, where a letter has the whole of it: ours, so that a card of many buttons stays within its bytes. */
  buttonValue: 1500,
  /** The same where there is no letter: ours. */
  buttonValueAlone: 9000,
  /** What the button of a form carries, where a letter has what it keeps: ours. */
  formValue: 6000,
  /** Buttons beside each other: ours. */
  buttonsTogether: 5,
  /** Characters of one text input (interactive-components/input). */
  inputText: 1000,
  /** Text inputs that one long value is spread over: ours. */
  inputParts: 6,
  /** interactive-components/input, date-picker, select. */
  placeholder: 100,
  /** Text of an option: nothing is documented. */
  optionText: 100,
  optionValue: 100,
  /** Options of one input, each of which is an element with its text: ours. */
  options: 40,
  /** Label, hint and problem of an input: nothing is documented. */
  label: 200,
  hint: 300,
  problem: 500,
  /** Of an input: nothing is documented. */
  name: 40,
  /** Elements and bytes that the forms of a card share, so that what is around them still fits: ours. */
  formElements: 150,
  formBytes: 22_000,
  /** The words and the address of a link: ours. */
  linkText: 300,
  url: 2000,
  /** The whole said in words where the card is refused: a text takes 150 KB (im-v1/message/create); nobody reads more than this. */
  plainText: 20_000,
  /** Of a toast: nothing is documented; more than two lines are not shown. */
  toast: 100,
} as const;
