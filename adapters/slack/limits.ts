/**
 * What Slack takes at most; over it content is shortened, split or counted, never refused. Lengths are UTF-16 units, which are
 * never fewer than what Slack counts. Sources: docs.slack.dev/reference/block-kit and the comments of @slack/types 3.2; where
 * neither says anything, what people measured, and a margin.
 */
export const SLACK_LIMITS = {
  messageBlocks: 50,
  /** Of a modal and of the home tab. */
  viewBlocks: 100,
  /** Bytes of a view as JSON: Slack's 250 kB, which is said without a word on which kilobytes, less a tenth. */
  viewBytes: 225_000,
  /** `text` beside the blocks: posting shortens beyond 40,000, but updating refuses more than this. */
  notification: 4000,
  /**
   * All text in the blocks of one message. Undocumented: `msg_blocks_too_long` comes at some 13,200 characters, and each further
   * block costs some 125 of them (slackapi/bolt-js#2509, #2867).
   */
  messageText: 12_000,
  messageWeight: 13_000,
  blockWeight: 125,
  /** All text of a view: nothing is documented but its bytes. */
  viewText: 40_000,
  /** The text of a section. */
  textObject: 3000,
  /** One text of a rich text: nothing is documented; as a text object. */
  richText: 3000,
  /** The words of a link: ours. */
  linkText: 500,
  /** The bold line a message begins with: ours, so that the rest still fits. */
  title: 1000,
  header: 150,
  contextElements: 10,
  /** One text of a context. */
  contextText: 2000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Rows of data: with the header Slack's 100. */
  tableRows: 99,
  tableColumns: 20,
  /** Characters of all cells of a message (measured by others; docs.slack.dev gives 20,000 for another kind of table). */
  tableText: 10_000,
  /** Characters of one cell: ours, so that a row stays a row. */
  tableCell: 1000,
  /** The same where a table stands as aligned lines. */
  linesCell: 200,
  linesText: 6000,
  optionText: 75,
  /** @slack/types says 75, others 150. */
  optionValue: 75,
  options: 100,
  /** Options of one input, over several groups: ours. */
  choices: 1000,
  /** Check boxes and radio buttons of one group. */
  boxes: 10,
  /** Up to so many to choose one from all stand open: ours. */
  radios: 5,
  placeholder: 150,
  label: 2000,
  hint: 2000,
  /** Characters of one text input. */
  inputText: 3000,
  /** Text inputs that one long value is spread over: ours. */
  inputParts: 8,
  modalTitle: 24,
  modalButton: 24,
  metadata: 3000,
  /** Of block, action and callback. */
  id: 255,
  /** What is said as the error of an input: nothing is documented. */
  error: 500,
} as const;
