const root = process.argv[2];
const { understand } = await import(`${root}/src/language/understand.ts`);
const { context } = await import(`${root}/test/language/understanding-book.ts`);
const { wordsOfCommands } = await import(`${root}/src/commands/words.ts`);
const { COMMANDS } = await import(`${root}/src/commands/registry.ts`);
const ctx = { ...context, commands: wordsOfCommands(COMMANDS) };
const rows = ['昨天拜访华为张伟，聊了二期预算，下周三给方案','what stage is Northwind?','/kam log Northwind Alice visit: phase two','谁反对我们','when did we last speak with Northwind','/kam contact 华为 张伟','thanks!','份额 华为 68','met Alice at Northwind yesterday, talked about the budget','上次联系华为是什么时候'];
const run = async (n: number, c: any) => { const t = performance.now(); for (let i = 0; i < n; i++) for (const r of rows) await understand(r, c); return (performance.now() - t) / n / rows.length * 1000; };
await run(100, ctx);
const best: number[] = [];
for (let i = 0; i < 7; i++) best.push(await run(100, ctx));
best.sort((a,b)=>a-b);
console.log(root, 'unbound µs/sentence median', best[3]?.toFixed(0), 'min', best[0]?.toFixed(0));
if (process.argv[3]) { const b: number[]=[]; const c={...ctx, channelAccountId:'a-hw'}; for (let i = 0; i < 7; i++) b.push(await run(100, c)); b.sort((a,b)=>a-b); console.log('bound median', b[3]?.toFixed(0), 'min', b[0]?.toFixed(0)); }
