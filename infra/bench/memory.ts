import { readFile } from 'node:fs/promises';
import WebSocket from 'ws';
import { until } from './bench-postgres.js';
import type { BenchProcess } from './bench-process.js';

/** A process that was started with `--inspect-port` of its own. */
export interface Inspected {
  process: BenchProcess;
  inspectPort: number;
}

/**
 * Resident memory of processes together, in KiB, once each has collected its garbage: what is left is held. Node opens its inspector by a
 * signal (https://nodejs.org/api/process.html#signal-events); it stays open, so it weighs on every later measure alike.
 */
export async function heldBy(all: Inspected[]): Promise<number> {
  let sum = 0;
  for (const one of all) {
    await collectGarbage(one);
    sum += await residentKiB(one.process.child.pid);
  }
  return sum;
}

export async function residentKiB(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
}

async function collectGarbage({ process, inspectPort }: Inspected): Promise<void> {
  process.child.kill('SIGUSR1');
  let address = '';
  await until(`the inspector of ${process.name}`, async () => {
    const targets = (await (await fetch(`http://127.0.0.1:${inspectPort}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    address = targets[0]?.webSocketDebuggerUrl ?? '';
    return address !== '';
  });
  const socket = new WebSocket(address);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('message', () => resolve());
      socket.once('open', () => socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' })));
    });
  } finally {
    socket.terminate();
  }
}
