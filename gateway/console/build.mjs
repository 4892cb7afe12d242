import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes what the gateway serves at /console, and the types of the graph with which its operations are checked: each only when older than its sources. */
const folder = dirname(fileURLToPath(import.meta.url));
const inFolder = (...path) => join(folder, ...path);

const graph = inFolder('dist', 'graph', 'graph.d.ts');
const page = inFolder('dist', 'web', 'index.html');
const own = ['build.mjs', 'package.json', 'tsconfig.json'].map((file) => inFolder(file));

if (isOlder(graph, [...own, inFolder('..', 'api.graphql')])) {
  const { status } = spawnSync(process.execPath, [inPackage('gql.tada', 'bin/cli.js'), 'generate-output'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    throw new Error('The types of the graph could not be made from gateway/api.graphql.');
  }
}
if (isOlder(page, [...own, inFolder('index.html'), ...filesOf(inFolder('src'))])) {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: folder,
    base: '/console/',
    // Other packages bring a React of their own: the page has one.
    resolve: { dedupe: ['react', 'react-dom'] },
    build: { outDir: 'dist/web', emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  });
}

function isOlder(made, sources) {
  return !existsSync(made) || sources.some((source) => statSync(source).mtimeMs > statSync(made).mtimeMs);
}

function filesOf(start) {
  return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    const path = join(start, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

function inPackage(name, file) {
  const above = [folder, inFolder('..'), inFolder('..', '..')].map((place) => join(place, 'node_modules', name, file));
  return above.find(existsSync) ?? above[0];
}
