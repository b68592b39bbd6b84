import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import { tick } from '../../src/tick.ts';
import { openTestAssistant } from '../../test/fixtures/assistant.ts';
import { judgeSpoken } from '../../test/fixtures/judge-spoken.ts';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-09-13T00:00:00Z');

/**
 * Two years of the demo book, hour by hour, through the scheduler's own pass. Nobody acts on what is said, so everything that can
 * go cold does. Answers with what was broken: nothing, when all is well.
 */
export async function soakTwoYears(days = 730): Promise<boolean> {
  const clock = { now: FROM };
  const kam = await openTestAssistant(demoBook({ now: FROM }), {}, () => clock.now);
  const started = performance.now();
  try {
    for (let hour = 0; hour < days * 24; hour++) {
      clock.now = FROM + hour * HOUR;
      await tick(kam.assistant, clock.now, false);
    }
    const { broken, messages, items, festivals } = await judgeSpoken(kam.assistant);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${days} days, ${seconds} s: ${messages} messages, ${items} items said, ${broken.length} breaches`);
    console.log(`festivals, days of the table spoken of: ${JSON.stringify(festivals)}`);
    for (const breach of broken.slice(0, 20)) console.log(`  ${breach}`);
    return broken.length === 0;
  } finally {
    await kam.close();
  }
}
