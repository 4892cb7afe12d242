/** Each benchmark by its name: `npm run bench -- NAME`. What is measured, and how, is said in its file and in README.md. */
const benchmarks: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  allocation: () => import('./allocation.js'),
  events: () => import('./events.js'),
  gateway: () => import('./gateway.js'),
  sales: () => import('./sales.js'),
  tracing: () => import('./tracing.js'),
};

const [name = ''] = process.argv.slice(2);
const load = benchmarks[name];
if (load) {
  await (await load()).run();
} else {
  process.stderr.write(`Which benchmark? npm run bench -- ${Object.keys(benchmarks).join(' | ')}\n`);
  process.exitCode = 1;
}
