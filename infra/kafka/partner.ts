import { parseArgs } from 'node:util';
import { BadPartnerName, grantPartner, revokePartner } from './partner-grants.js';

/** `npm run -s kafka:partner -- grant|revoke NAME [--broker HOST:PORT]`: who reads the topics of a Kafka started by `npm run kafka`. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { broker: { type: 'string', default: '127.0.0.1:9092' } },
});
const [verb, name = ''] = positionals;
const brokers = [values.broker];

try {
  if (verb === 'grant') {
    console.log(
      JSON.stringify({ username: name, password: await grantPartner(brokers, name), mechanism: 'SCRAM-SHA-512' }),
    );
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
