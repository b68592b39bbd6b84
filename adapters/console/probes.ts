import { Hono } from 'hono';
import type { Log } from '../../src/ports/log.ts';
import type { InboxFigures, OutboxFigures } from '../../src/ports/queues.ts';
import type { Readiness } from '../../src/services/readiness.ts';

export interface QueueFigures {
  readonly inbox: InboxFigures;
  readonly outbox: OutboxFigures;
}

interface ProbeOptions {
  readonly readiness: () => Promise<Readiness>;
  readonly figures?: () => Promise<QueueFigures>;
  readonly log: Log;
}

/** `/healthz`, `/readyz`, `/metrics`: for machines, without a token. */
export function createProbes({ readiness, figures, log }: ProbeOptions): Hono {
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
    // What the database cannot tell just now must not hide what the process can.
    const queues = await figures?.().catch((error: unknown) => {
      log.error('the figures of the queues could not be told', { error: String(error) });
      return undefined;
    });
    c.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    return c.body(toText([...processMetrics(), ...(queues === undefined ? [] : queueMetrics(queues))]));
  });
  return probes;
}

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly values: readonly (readonly [labels: string, value: number])[];
}

const single = (name: string, type: Metric['type'], value: number): Metric => ({ name, type, values: [['', value]] });

function processMetrics(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    single('process_uptime_seconds', 'gauge', process.uptime()),
    single('process_resident_memory_bytes', 'gauge', rss),
    single('process_cpu_seconds_total', 'counter', (user + system) / 1e6),
    single('nodejs_heap_size_used_bytes', 'gauge', heapUsed),
  ];
}

function queueMetrics({ inbox, outbox }: QueueFigures): readonly Metric[] {
  const byState = (name: string, states: Readonly<Record<string, number>>): Metric => ({
    name,
    type: 'gauge',
    values: Object.entries(states).map(([state, value]) => [`{state="${state}"}`, value]),
  });
  return [
    byState('kam_inbox_items', inbox.states),
    single('kam_inbox_lag_seconds', 'gauge', inbox.lagMs / 1000),
    byState('kam_outbox_items', outbox.states),
    single('kam_outbox_retried', 'gauge', outbox.retried),
    single('kam_outbox_lag_seconds', 'gauge', outbox.lagMs / 1000),
  ];
}

const toText = (metrics: readonly Metric[]): string =>
  metrics
    .map(({ name, type, values }) => {
      const lines = values.map(([labels, value]) => `${name}${labels} ${value}\n`);
      return `# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
