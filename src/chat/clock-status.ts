const WARNING_MS = 60_000;
/** docs.slack.dev, verifying requests from Slack: what is older is to be refused; others are no stricter. */
const FATAL_MS = 300_000;

/** How grave it is that a platform's clock is so far from ours; in whole seconds, as platforms tell the time so and answers take some. */
export function clockStatus(skewMs: number): { readonly status: 'ok' | 'warning' | 'fatal'; readonly seconds: number } {
  const awayMs = Math.abs(skewMs);
  const seconds = Math.round(awayMs / 1000);
  if (awayMs > FATAL_MS) return { status: 'fatal', seconds };
  return { status: awayMs > WARNING_MS ? 'warning' : 'ok', seconds };
}
