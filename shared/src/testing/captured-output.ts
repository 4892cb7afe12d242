/** What this process writes until it is told to stop, as the logger and everything else write it. */
export function captureOutput(): { lines: () => string; stop: () => void } {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr];
  const before = streams.map(({ write }) => write);
  const console = { ...globalThis.console };
  streams.forEach((stream) => {
    stream.write = (chunk: unknown) => {
      written.push(String(chunk));
      return true;
    };
  });
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    globalThis.console[method] = (...said: unknown[]) => void written.push(`${said.map(String).join(' ')}\n`);
  }
  return {
    lines: () => written.join(''),
    stop() {
      streams.forEach((stream, index) => {
        stream.write = before[index] as typeof stream.write;
      });
      Object.assign(globalThis.console, console);
    },
  };
}
