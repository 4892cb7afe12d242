import { startKafka } from './start-kafka.js';

const port = Number(process.env.KAFKA_PORT ?? 9092);
const home = process.env.MAARAD_KAFKA_HOME ?? '.maarad/kafka';

const kafka = await startKafka({ port, home });
console.log(`Kafka is open at ${kafka.brokers.join(',')}, for partners at ${kafka.partners}`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping = true;
    void kafka.stop();
  });
}

const how = await kafka.ended;
if (!stopping) {
  console.error(how);
  process.exitCode = 1;
}
