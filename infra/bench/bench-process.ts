import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';

/** Whether processes can be told which core to run on. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0;

/** Moves this process, and what it starts without a core of its own, to one core. */
export function pinSelf(core: number): void {
  if (canPin) {
    spawnSync('taskset', ['-cap', String(core), String(process.pid)]);
  }
}

/** Goes before other work on this machine where the system lets it; what is started from here inherits it, so both sides do. */
export function takePrecedence(): void {
  try {
    setPriority(-5);
  } catch {
    // Only root may: then the benchmark shares the machine with whatever else runs.
  }
}

export interface BenchProcess {
  name: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

export interface Start {
  name: string;
  script: string;
  args?: string[];
  /** Of Node itself. */
  nodeOptions?: string[];
  env?: Record<string, string>;
  /** Any of them unless said. */
  core?: number;
  /** Where its output goes, so that writing logs costs what it costs in earnest. */
  log: string;
}

/** Starts a Node process on a core, with a channel by which it ends when this process does. */
export function startProcess({ name, script, args: own = [], nodeOptions = [], env, core, log }: Start): BenchProcess {
  const output = openSync(log, 'a');
  const node = [process.execPath, ...nodeOptions, script, ...own];
  const [command, ...args] = canPin && core !== undefined ? ['taskset', '-c', String(core), ...node] : node;
  const child = spawn(command as string, args, {
    stdio: ['ignore', output, output, 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  });
  return {
    name,
    child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) {
          resolve();
          return;
        }
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** What a process says first over its channel. */
export const firstMessage = <Message>({ name, child }: BenchProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it said where it is.`)));
  });
