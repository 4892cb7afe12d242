import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '@maarad/shared/runtime/config';
import { variables } from './config.js';
import { HomeInUse, lockHome } from './supervisor/home-lock.js';
import { PortInUse, requireFreePorts } from './supervisor/ports.js';
import { portsOf } from './processes.js';
import { isSameProcess, processIdentity } from './supervisor/process-identity.js';

test('reports every bad variable at once', () => {
  expect(() =>
    readConfig(variables, { PORT: '70000', MAARAD_HOME: '', MAARAD_SEED: 'some', KAFKA_BROKERS: 'localhost' }),
  ).toThrow(/PORT: .*\n.*MAARAD_HOME: .*\n.*MAARAD_SEED: .*\n.*KAFKA_BROKERS: must be host:port/);
});

test('needs no variable', () => {
  expect(readConfig(variables, {})).toEqual({
    PORT: 4000,
    MAARAD_HOME: resolve('.maarad'),
    MAARAD_SEED: 'demo',
    WEBHOOK_LOCAL: false,
  });
});

test('takes the gateway port and the six above it', () => {
  expect(Object.fromEntries(portsOf(4000))).toEqual({
    gateway: 4000,
    exhibitors: 4001,
    scheduling: 4002,
    sales: 4003,
    training: 4004,
    partners: 4005,
    postgres: 4006,
  });
});

test('names a port that is in use and who needs it', async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const refusal = requireFreePorts(new Map([['sales', port]]));
  await expect(refusal).rejects.toThrow(PortInUse);
  await expect(refusal).rejects.toThrow(`port ${port} (sales)`);
  await new Promise((closed) => server.close(closed));
  await expect(requireFreePorts(new Map([['sales', port]]))).resolves.toBeUndefined();
});

test('two fairs do not share a folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'maarad-home-'));
  const unlock = lockHome(home);
  expect(() => lockHome(home)).toThrow(HomeInUse);
  unlock();
  lockHome(home)();
});

test('the lock of a process that is gone counts for nothing', () => {
  const home = mkdtempSync(join(tmpdir(), 'maarad-home-'));
  writeFileSync(join(home, 'supervisor.json'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
  lockHome(home)();
});

test('tells a process from another that got its id later', () => {
  const identity = processIdentity(process.pid);
  expect(isSameProcess(identity)).toBe(true);
  expect(isSameProcess({ ...identity, startedAt: '1' })).toBe(false);
});
