import { audienceTold, audiences } from './audience.js';
import { audienceOfTopic, eventCatalogue } from './catalogue.js';
import { topics, type EventDefinition, type Topic } from './define-event.js';
import { dataSchema, eventSchema, shortName } from './event-schema.js';
import { exampleOf } from './example-of.js';

const contentType = 'application/cloudevents+json';

const told: Record<Topic, string> = {
  'maarad.registrations': 'Editions, registrations, stands, awards and the jury that grants them.',
  'maarad.programme': 'Sessions, releases of the programme, and seats that are reserved.',
  'maarad.sales': 'Products and their stock.',
  'maarad.orders': 'Sales, orders, settlements and closed days: what one producer takes.',
  'maarad.training': 'Workshops, who learns in them, attendance and certificates.',
  'maarad.partnerships': 'Partnerships that are agreed, and that end.',
  'maarad.partners': 'What concerns one partner: its webhook endpoints.',
};

const promise = `Everything that happens at the fair, told once it has happened: facts and ids, never personal data.

**Who sees what.** Each type has an audience (\`x-audience\`), on every channel alike; what one may not see is not there. ${audiences.map((audience) => `\`${audience}\`: ${audienceTold[audience]}`).join(' ')} A topic of the event log is open to whoever may see all of its types.

**To begin.** Without a credential, what is public comes. The organiser registers a partner (\`registerPartner\`) and issues its first credential (\`issuePartnerCredential\`; \`mp_…\`, shown once): \`Authorization: Bearer mp_…\` on every channel, over a WebSocket as \`authorization\` in \`connection_init\`. At most five are good at a time, so rotation is issue, change over, \`revokePartnerCredential\`; a partner does that itself.

**Ways to read.** \`GET /events\` is a stream of Server-Sent Events: \`?types=a,b&regions=A,B&kinds=A,B&exhibitor=ID&edition=ID&subject=ID&after=CURSOR\`, or \`Last-Event-ID\`, which wins. The graph has the query \`events\` (\`POST /graphql\`) and the subscription \`events\` (graphql-transport-ws at \`/graphql\`, graphql-sse at \`/graphql/stream\`). A webhook is made with \`createWebhookEndpoint\`. Each takes the same filter, and a cursor of one is good for \`after\` on all: \`0\` is all that is kept. Without a cursor the query begins with that, all else with what comes next. The package \`@maarad/partner-client\` reads the stream and verifies webhooks.

**Webhooks.** As Standard Webhooks (https://www.standardwebhooks.com) has them: headers \`webhook-id\` (the event's \`id\`), \`webhook-timestamp\` and \`webhook-signature\`, signed by \`v1\` (HMAC, with the \`whsec_…\` that was shown once) and \`v1a\` (Ed25519, verified with the endpoint's \`publicKey\`). Only an answer of 2xx within 15 s is a success; redirects are failures, \`Retry-After\` is kept to, 410 disables the endpoint. An event is tried ten times in three days. \`testWebhookEndpoint\` tries a receiver, \`deliveries\` of the endpoint shows every attempt with its answer, \`redeliver\` sends one event again, \`replayEvents\` a part of the feed, \`rotateWebhookSecret\` changes secrets with both good for a while.

**Refusals.** JSON, in the form of the graph: \`errors\`, each with \`extensions.code\`. \`UNAUTHENTICATED\` (401): the credential is wrong, revoked or expired. \`FORBIDDEN\` (403): a type that is never for the reader. \`BAD_USER_INPUT\` (400): \`problems\` name each parameter and its rule, \`oldest\` the cursor after which what is kept begins. \`RATE_LIMITED\` (429): again after \`Retry-After\`. \`SERVICE_UNAVAILABLE\` (503): try again. A stream that has begun ends with an event \`refused\`, its code in the data.

**Delivery.** At least once; the same event has the same \`id\` on every channel and every retry. In order for one \`subject\`, whose events are numbered by \`sequence\`. The record's key is the subject.

**Compatibility.** Within a version (\`.v1\`) no type, property or value goes, nothing that is always there becomes optional or null, and no type of a value changes. Optional properties and further values of an enumeration may come: a reader passes over what it does not know. Anything else is a new version, told beside the old one.

**Partitions.** A topic's partitions may grow; the order within one subject stays.`;

/** The contract of the fair's events as AsyncAPI 3.1 (https://www.asyncapi.com/docs/reference/specification/v3.1.0). */
export function asyncApiDocument(): Record<string, unknown> {
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Maarad: the events of the fair',
      version: '1.0.0',
      description: promise,
      contact: { name: 'The organisers of the fair' },
      license: { name: 'All rights reserved' },
      tags: topics.map((name) => ({ name, description: told[name] })),
    },
    defaultContentType: contentType,
    servers: {
      kafka: { host: 'localhost:9092', protocol: 'kafka', description: 'The event log itself, for large partners.' },
      stream: {
        ...{ host: 'localhost:4000', pathname: '/events', protocol: 'http' },
        description: 'The same events as Server-Sent Events, with filters and `Last-Event-ID`.',
      },
    },
    channels: {
      ...Object.fromEntries(topics.map((topic) => [topic, topicChannel(topic)])),
      events: {
        address: '/',
        title: 'The feed',
        description:
          'Every event that its reader may see, in one order. The `id` of a frame is its place, and a cursor on every channel.',
        servers: [{ $ref: '#/servers/stream' }],
        messages: references(eventCatalogue),
      },
    },
    operations: Object.fromEntries(
      [...topics, 'events'].map((name) => [
        `tell-${name}`,
        { action: 'send', channel: { $ref: `#/channels/${name}` }, summary: `What is told in ${name}.` },
      ]),
    ),
    components: {
      messages: Object.fromEntries(eventCatalogue.map((definition) => [definition.type, message(definition)])),
    },
  };
}

const inTopic = (topic: Topic) => eventCatalogue.filter((definition) => definition.topic === topic);

const topicChannel = (topic: Topic) => ({
  address: topic,
  title: topic,
  description: told[topic],
  'x-audience': audienceOfTopic(topic),
  servers: [{ $ref: '#/servers/kafka' }],
  tags: [{ name: topic }],
  messages: references(inTopic(topic)),
});

const references = (definitions: readonly EventDefinition[]) =>
  Object.fromEntries(definitions.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]));

function message(definition: EventDefinition): Record<string, unknown> {
  return {
    name: definition.type,
    title: shortName(definition),
    summary: definition.description,
    contentType,
    'x-audience': definition.audience,
    tags: [{ name: definition.topic }],
    payload: eventSchema(definition, dataSchema(definition, 'draft-7')),
    bindings: {
      kafka: { key: { type: 'string', format: 'uuid', description: 'The subject.' }, bindingVersion: '0.5.0' },
    },
    examples: [{ name: shortName(definition), payload: exampleOf(definition) }],
  };
}
