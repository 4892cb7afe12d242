import { parseArgs } from 'node:util';
import { BadPartnerName, grantPartner, revokePartner, topicsFor } from './partner-grants.js';

/**
 * `npm run -s kafka:partner -- grant|revoke NAME [--all-regions] [--broker HOST:PORT]`: who reads the topics of a Kafka started by
 * `npm run kafka`. What is told to partners of a region is granted to those alone of which the organiser says that they stand for all.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    broker: { type: 'string', default: '127.0.0.1:9092' },
    'all-regions': { type: 'boolean', default: false },
  },
});
const [verb, name = ''] = positionals;
const brokers = [values.broker];

try {
  if (verb === 'grant') {
    const standing = values['all-regions'] ? 'all regions' : 'some regions';
    const password = await grantPartner(brokers, name, standing);
    const topics = topicsFor(standing);
    console.log(JSON.stringify({ username: name, password, mechanism: 'SCRAM-SHA-512', topics }));
  } else if (verb === 'revoke') {
    await revokePartner(brokers, name);
  } else {
    throw new BadPartnerName(name);
  }
} catch (error) {
  console.error(
    error instanceof BadPartnerName
      ? 'grant NAME or revoke NAME; a name is of small letters, digits and dashes.'
      : error,
  );
  process.exitCode = 1;
}
