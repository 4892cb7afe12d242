import { createServer } from 'node:net';

/** Someone else listens on a port that the fair needs. */
export class PortInUse extends Error {
  constructor(taken: (readonly [string, number])[], suggestion: number) {
    super(
      `Already in use: ${taken.map(([name, port]) => `port ${port} (${name})`).join(', ')}. ` +
        `Stop what listens there, or open the fair elsewhere: PORT=${suggestion} MAARAD_HOME=.maarad-${suggestion} npm start`,
    );
    this.name = 'PortInUse';
  }
}

/** @throws PortInUse naming every port that is taken. */
export async function requireFreePorts(ports: Map<string, number>): Promise<void> {
  const checked = await Promise.all([...ports].map(async (entry) => ((await isFree(entry[1])) ? [] : [entry])));
  const taken = checked.flat();
  if (taken.length > 0) {
    throw new PortInUse(taken, Math.min(...ports.values()) + 100);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
