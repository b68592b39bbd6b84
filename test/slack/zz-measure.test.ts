import { it } from 'vitest';
import { openInSlack } from './opening.ts';

it.each(['socket', 'http'] as const)('%s', async (transport) => {
  const one = await openInSlack(transport);
  const { double, via } = one;
  await double.slash('wang', 'general', 'help', via);
  await one.settled();
  const who = ['wang', 'boss', 'qian', 'tom', 'vera'];
  for (const kind of ['slash', 'dm', 'slash', 'dm'] as const) {
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        kind === 'dm'
          ? double.dm(who[i % 5]!, `记录 华为 张伟 拜访 第 ${i} 次`, via)
          : double.slash(who[i % 5]!, 'general', `记录 华为 张伟 拜访 第 ${i} 次`, via),
      ),
    );
    const ms = all.map((x) => x.latencyMs).sort((a, b) => a - b);
    console.log(
      transport,
      kind,
      'p50',
      ms[50]?.toFixed(0),
      'max',
      ms[99]?.toFixed(0),
      all.filter((x) => x.error).length,
    );
  }
  await one.close();
});

import { createServer } from 'node:http';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';

it('bare', async () => {
  const double = await openSlackDouble({ burst: null });
  const server = createServer((q, r) => {
    q.resume();
    q.on('end', () => r.end());
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  const via = { http: `http://127.0.0.1:${(server.address() as any).port}/` };
  const who = ['wang', 'boss', 'qian', 'tom', 'vera'];
  for (const kind of ['slash', 'dm', 'slash', 'dm'] as const) {
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        kind === 'dm'
          ? double.dm(who[i % 5]!, `记录 华为 张伟 拜访 第 ${i} 次`, via)
          : double.slash(who[i % 5]!, 'general', `记录 华为 张伟 拜访 第 ${i} 次`, via),
      ),
    );
    const ms = all.map((x) => x.latencyMs).sort((a, b) => a - b);
    console.log('bare', kind, 'p50', ms[50]?.toFixed(0), 'max', ms[99]?.toFixed(0));
  }
  server.close();
  server.closeAllConnections();
  await double.close();
});
