import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { default: runCircus } = require('jest-circus/runner');

register('./source-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

/**
 * Jest's own runner of tests, on modules that Node loads. Jest would make them anew for each test file, some 2,700 for a test of a
 * service, and that took longer than the tests. Node makes them once for all files of a worker, by the rules that hold in production.
 * So test files share what modules keep; what one changes in the environment variables ends with it.
 */
export default function runTestFile(globalConfig, config, _environment, runtime, testPath, send) {
  const variables = { ...process.env };
  // Jest's writer of stacks knows the sources that Jest loads; Node's own knows these.
  Error.prepareStackTrace = undefined;
  return runCircus(globalConfig, config, { global: globalThis }, loadingByNode(runtime), testPath, send).finally(() => {
    forgetTests();
    Object.keys(process.env).forEach((name) => name in variables || delete process.env[name]);
    Object.assign(process.env, variables);
  });
}

/** What the runner asks of Jest's runtime, answered by Node. */
const loadingByNode = (runtime) => ({
  requireInternalModule(path) {
    // A new one for each file: it keeps the file's tests.
    delete require.cache[path];
    return require(path);
  },
  requireModule: require,
  setGlobalsForRuntime: () => undefined,
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (path) => import(pathToFileURL(path).href),
  enterTestCode: () => runtime.enterTestCode(),
  leaveTestCode: () => runtime.leaveTestCode(),
});

/** The runner keeps a file's tests under symbols of the global object, and Jest would throw its copy of that away. */
function forgetTests() {
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (['JEST_STATE_SYMBOL', 'EVENT_HANDLERS'].includes(symbol.description)) {
      delete globalThis[symbol];
    }
  }
}
