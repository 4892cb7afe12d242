import kafkajs, { AssignerProtocol, Kafka, logLevel } from 'kafkajs';
import { createLogger } from '../telemetry/index.js';
import { ConsumerWatchdog } from './consumer-watchdog.js';
import { eventLogContract, numbered, unique, until } from './event-log.contract.js';
import { openKafkaLog } from './kafka-log.js';

const brokers = process.env.MAARAD_TEST_KAFKA!.split(',');

eventLogContract('the Kafka log', () => openKafkaLog({ brokers, clientId: 'maarad-test' }));

describe('the Kafka log', () => {
  it('makes topics on demand that keep everything in several partitions, and puts a key into one of them', async () => {
    const topic = unique('topic');
    const log = await openKafkaLog({ brokers, clientId: 'maarad-test', partitions: 3 });
    await log.publish(numbered(topic, 100, 20));
    await log.close();
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms'] }],
    });
    await admin.disconnect();
    expect(resources[0]?.configEntries).toMatchObject([{ configName: 'retention.ms', configValue: '-1' }]);
    expect(offsets).toHaveLength(3);
    expect(offsets.filter(({ high }) => Number(high) > 0).length).toBeGreaterThan(1);
    offsets.forEach(({ high }) => expect(Number(high) % 5).toBe(0));
  });

  it('reads as several members of the group, one for each topic, each with its share of the partitions', async () => {
    const [one, other, group] = [unique('topic'), unique('topic'), unique('group')];
    const log = await openKafkaLog({ brokers, clientId: 'maarad-test', partitions: 6 });
    const consumption = await log.consume(group, [one, other], () => Promise.resolve());
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    let shares: number[] = [];
    await until(async () => {
      const described = await admin.describeGroups([group]);
      const { state, members = [] } = described.groups[0] ?? {};
      const assigned = members.map(({ memberAssignment }) =>
        AssignerProtocol.MemberAssignment.decode(memberAssignment),
      );
      shares = assigned.map((each) => Object.values(each?.assignment ?? {}).flat().length);
      return state === 'Stable' && shares.length === 2;
    });
    await Promise.all([consumption.stop().then(() => log.close()), admin.disconnect()]);
    expect(shares).toEqual([6, 6]);
  });

  it('a consumer that gets no partition while another member hangs is built anew, and gets on when that one is gone', async () => {
    const [topic, group] = [unique('topic'), unique('group')];
    const [hung, log] = await Promise.all(
      [1, 2].map(() => openKafkaLog({ brokers, clientId: 'maarad-test', partitions: 1 })),
    );
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let holding = false;
    await log!.publish(numbered(topic, 3, 1));
    const hanging = await hung!.consume(group, [topic], () => ((holding = true), held));
    await until(() => holding);
    let rebuilds = 0;
    const heard: string[] = [];
    const watchdog = new ConsumerWatchdog({
      ...{ group, topics: [topic], log: log!, logger: createLogger('test', 'silent'), everyMs: 100, stuckMs: 2_000 },
      consume: () =>
        log!.consume(group, [topic], (batch) => {
          heard.push(...batch.map(({ value }) => value));
          return Promise.resolve();
        }),
      onRebuild: () => (rebuilds += 1),
      giveUp: () => undefined,
      mostRebuilds: 1_000,
    });
    const consumption = await watchdog.consume();
    await until(() => rebuilds >= 1);
    await expect(watchdog.check()).rejects.toThrow('stuck');
    release();
    await hanging.stop();
    await until(() =>
      watchdog.check().then(
        () => true,
        () => false,
      ),
    );
    await consumption.stop();
    await Promise.all([hung!.close(), log!.close()]);
  }, 60_000);

  it('a member that is stopped while it is still joining leaves the group all the same, as soon as it is let in', async () => {
    const [topic, group] = [unique('topic'), unique('group')];
    const [busy, joiner] = await Promise.all(
      ['busy', 'joiner'].map((clientId) => openKafkaLog({ brokers, clientId, partitions: 1 })),
    );
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const described = async () => (await admin.describeGroups([group])).groups[0];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let holding = false;
    await busy!.publish(numbered(topic, 1));
    const working = await busy!.consume(group, [topic], () => ((holding = true), held));
    await until(() => holding);
    const joining = await joiner!.consume(group, [topic], () => Promise.resolve());
    await until(async () => {
      const { state, members = [] } = (await described()) ?? {};
      return state === 'PreparingRebalance' && members.some(({ clientId }) => clientId === 'joiner');
    });
    const stopped = joining.stop();
    release();
    await stopped;
    const members = (await described())?.members;
    await Promise.all([working.stop(), admin.disconnect()]);
    await Promise.all([busy!.close(), joiner!.close()]);
    expect(members?.map(({ clientId }) => clientId)).toEqual(['busy']);
  });

  it('opens while Kafka is away, and says that it is', async () => {
    const log = await openKafkaLog({ brokers: ['127.0.0.1:1'], clientId: 'maarad-test' });
    await expect(log.check()).rejects.toThrow();
    await expect(log.publish(numbered(unique('topic'), 1))).rejects.toThrow();
    await log.close();
  });
});
