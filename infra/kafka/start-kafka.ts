import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { classPath, folder } from './class-path.js';

/** How many in a row it takes. */
export const portsOfKafka = 3;

export interface KafkaOptions {
  /** Of the fair's own processes; the controller takes the port above it, partners' clients the one above that. All on loopback. */
  port: number;
  /** Where the broker's data is kept; made and formatted at the first start. */
  home: string;
}

export interface RunningKafka {
  brokers: string[];
  /** The listener for partners: SASL/SCRAM, and what each has been granted. */
  partners: string;
  /** Resolves with how it ended, when it ends. */
  ended: Promise<string>;
  /** As an operator does: the broker finishes and the process is gone. */
  stop(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

/** Starts one real Kafka broker (KRaft, broker and controller in one) and resolves when it answers, within a minute. */
export async function startKafka({ port, home }: KafkaOptions): Promise<RunningKafka> {
  const classes = await classPath();
  const data = resolve(home, 'data');
  const properties = resolve(home, 'server.properties');
  await mkdir(data, { recursive: true });
  await writeFile(properties, serverProperties(port, data));
  if (!(await exists(join(data, 'meta.properties')))) {
    await format(classes, properties);
  }
  const java = spawn('java', [...javaOptions(classes, '512m'), 'kafka.Kafka', properties], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  java.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4_000)));
  const ended = endOf(java, () => complaints);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    java.kill(signal);
    const late = new AbortController();
    await Promise.race([ended, pause(20_000, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    java.kill('SIGKILL');
    await ended;
  };
  const brokers = [`127.0.0.1:${port}`];
  try {
    await Promise.race([answers(brokers), ended.then((how) => Promise.reject(new Error(how)))]);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { brokers, partners: `127.0.0.1:${port + 2}`, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function serverProperties(port: number, data: string): string {
  const controller = port + 1;
  const partners = port + 2;
  // Whoever reaches the fair's own listener is the fair; partners come in by another one, with a name.
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller},PARTNERS://127.0.0.1:${partners}
advertised.listeners=PLAINTEXT://127.0.0.1:${port},PARTNERS://127.0.0.1:${partners}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PARTNERS:SASL_PLAINTEXT
inter.broker.listener.name=PLAINTEXT
listener.name.partners.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.partners.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
controller.listener.names=CONTROLLER
log.dirs=${data}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
`;
}

export function javaOptions(classes: string, memory: string): string[] {
  return [
    `-Xmx${memory}`,
    '-XX:+UseSerialGC',
    `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`,
    '-cp',
    classes,
  ];
}

async function format(classes: string, properties: string): Promise<void> {
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const java = spawn(
    'java',
    [...javaOptions(classes, '128m'), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [code] = await once(java, 'close');
  if (code !== 0) {
    throw new Error(`Formatting Kafka's storage ended with ${code}.`);
  }
}

function endOf(java: ChildProcess, complaints: () => string): Promise<string> {
  return new Promise((resolve) => {
    java.once('error', (error) => resolve(`Kafka did not start: ${error.message}`));
    java.once('close', (code, signal) => resolve(`Kafka ended with ${signal ?? code}. ${complaints()}`));
  });
}

async function answers(brokers: string[]): Promise<void> {
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, connectionTimeout: 1_000, retry: { retries: 0 } });
  for (const end = Date.now() + 60_000; ;) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      await admin.describeCluster();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await pause(200);
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
