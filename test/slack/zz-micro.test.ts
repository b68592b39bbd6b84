import { it } from 'vitest';
import { openTestAssistant } from '../fixtures/assistant.ts';
import { bookOfAddresses } from './opening.ts';

it('x', async () => {
  const one = await openTestAssistant(bookOfAddresses());
  const { inbox } = one.assistant.store;
  for (let round = 0; round < 4; round++) {
    const t = performance.now();
    const cpu = process.cpuUsage();
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        inbox.receive(
          {
            platform: 'slack',
            tenant: 'T',
            deliveryKey: `message:${round}:${i}`,
            alsoKnownAs: [`client:${round}:${i}`],
            conversation: `u${i % 5}`,
            payload: { a: 1, text: 'x'.repeat(200) },
          },
          Date.now(),
        ),
      ),
    );
    const used = process.cpuUsage(cpu);
    console.log(
      '100 receives',
      (performance.now() - t).toFixed(0),
      'ms; cpu',
      ((used.user + used.system) / 1000).toFixed(0),
    );
  }
  await one.close();
});
