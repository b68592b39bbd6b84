import { Hono } from 'hono';
import type { Log } from '../../src/ports/log.ts';
import type { Readiness } from '../../src/services/readiness.ts';

interface ProbeOptions {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics?: () => Promise<string>;
  readonly log: Log;
}

/** `/healthz`, `/readyz`, `/metrics`: for machines, without a token. */
export function createProbes({ readiness, metrics = processMetrics, log }: ProbeOptions): Hono {
  const probes = new Hono();
  probes.get('/healthz', (c) => c.json({ ok: true }));
  probes.get('/readyz', async (c) => {
    const state = await readiness().catch((error: unknown): Readiness => {
      log.error('readiness could not be told', { error: String(error) });
      return { ready: false, parts: { readiness: 'failed' } };
    });
    return c.json(state, state.ready ? 200 : 503);
  });
  probes.get('/metrics', async (c) => {
    c.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    return c.body(await metrics());
  });
  return probes;
}

async function processMetrics(): Promise<string> {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const gauges: readonly (readonly [name: string, type: string, value: number])[] = [
    ['process_uptime_seconds', 'gauge', process.uptime()],
    ['process_resident_memory_bytes', 'gauge', rss],
    ['process_cpu_seconds_total', 'counter', (user + system) / 1e6],
    ['nodejs_heap_size_used_bytes', 'gauge', heapUsed],
  ];
  return gauges.map(([name, type, value]) => `# TYPE ${name} ${type}\n${name} ${value}\n`).join('');
}
