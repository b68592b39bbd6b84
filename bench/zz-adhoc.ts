import { openStudy, openOn } from './study.ts';
import { createRecorder, openBare } from './bare.ts';
import { messagesFor } from './said.ts';
import { mkdtempSync } from 'node:fs';
const folder = mkdtempSync('/tmp/kam-adhoc-');
const study = await openStudy(folder, 'x', { accounts: Number(process.argv[3] ?? 1000), contacts: 10, interactions: 100 });
const q = (process.argv[2] ?? 'log') as any;
const rec = createRecorder(); const a = await openOn(study.bareFile); 
const all: any[] = [];
for (const m of messagesFor(q, study.seeded, 200)) { const t = await rec.trace(() => a.router.handle(m)); if (!(t.value as any).ok) console.log('REFUSED', JSON.stringify(m.content), JSON.stringify((t.value as any).error)); all.push([m, t.trace]); }
await a.close(); rec.stop();
const bare = openBare(study.file);
for (let r = 0; r < 3; r++) for (const [, t] of all) bare.replay(t);
const spent = new Map<string, [number, number, number]>();
for (const [, t] of all) for (const [sql, ms, rows] of (bare as any).replayEach(t)) { const e = spent.get(sql) ?? [0, 0, 0]; e[0] += ms; e[1]++; e[2] += rows; spent.set(sql, e); }
for (const [sql, [ms, n, rows]] of [...spent].sort((x, y) => y[1][0] - x[1][0]).slice(0, 14)) console.log((ms / 200).toFixed(4), 'ms/msg', (n / 200).toFixed(1), 'x', (rows/n).toFixed(1),'rows', sql.length > 700 ? sql.slice(0, 150)+ ' … '+sql.slice(-200) : sql);
bare.close(); study.close();
