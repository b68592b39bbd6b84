/** What one request and one reply may weigh; over it content is cut with a count or refused with a reason, it never breaks the page. */
export const LIMITS = {
  /** UTF-8 bytes of a typed message's request. */
  messageBytes: 200 * 1024,
  /** UTF-8 bytes of a request that carries a call: a book can travel in one. */
  callBytes: 25 * 1024 * 1024,
  /** Bytes of a file that is handed in. */
  fileBytes: 20 * 1024 * 1024,
  /** Files that are being handed in at the same time. */
  filesInHand: 3,
  /** Characters of a token worth looking up. */
  tokenLength: 200,
  /** Characters of a half-typed text looked through for names. */
  typedLength: 200,
  /** UTF-16 units of what a tap says in a channel. */
  saidLength: 500,
  /** UTF-16 units of a text said in a channel that is kept there. */
  postedLength: 10_000,
  /** UTF-16 units of a channel's name. */
  channelName: 60,
  /** Messages of a place that one look brings. */
  messages: 200,
  /** Open event streams of one member. */
  streams: 20,
  tableRows: 200,
  fields: 200,
  buttons: 50,
  choices: 500,
  /** UTF-16 units of one span. */
  spanLength: 20_000,
  /** UTF-16 units of a drawing. */
  svgLength: 1024 * 1024,
} as const;
