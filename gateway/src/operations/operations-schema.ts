import { buildASTSchema, parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';

const types = `
scalar DateTime
scalar JSON

type Query {
  """What administrators see of the fair's services. Administrators only."""
  platform: Platform!
  """
  What administrators decided, the latest first: every mutation that one of them ran, written with its effect and never changed.
  "entityId" finds all that concerned one thing; "from" is the first instant, "to" the first one after. Administrators only.
  """
  audit(entityId: ID, entityType: String, operation: String, principalId: ID, from: DateTime, to: DateTime, first: Int! = 20, after: String): AuditConnection!
}

type Mutation {
  """Hands a parked event to its handler again, as the first time. It stays parked, with CONFLICT, when it fails again. Administrators only."""
  redriveDeadLetter(service: String!, id: ID!): Boolean!
  """Gives a parked event up for good; the reason is kept in the audit. Administrators only."""
  discardDeadLetter(service: String!, id: ID!, reason: String!): Boolean!
  """Stops all instances of a service from taking events, also after a restart, until it is resumed. Administrators only."""
  pauseConsumer(service: String!): Boolean!
  """Lets a service take events again, from where it was paused. Administrators only."""
  resumeConsumer(service: String!): Boolean!
  """Lets one instance finish what it has in hand and end; its supervisor starts another. Administrators only."""
  drainInstance(service: String!, id: ID!): Boolean!
}

"""The services of the fair, as those see them who keep it running."""
type Platform {
  """Every service, also one that does not answer."""
  services: [ServiceHealth!]!
  eventLog: EventLogHealth!
  """Events from service to service, as far as those who hear them answer: the edges between the services."""
  flows: [EventFlow!]!
  """Parked events of all services or of one, oldest first by service."""
  deadLetters(first: Int! = 20, after: String, service: String): DeadLetterConnection!
}

enum HealthStatus {
  UP
  """It answers, but something that it needs does not."""
  DEGRADED
  """It gives no answer within a second."""
  DOWN
}

"""A service: figures over all its instances, null where they cannot be known just now."""
type ServiceHealth {
  name: String!
  status: HealthStatus!
  """When the gateway first saw it in this state."""
  since: DateTime!
  version: String
  """Of its oldest instance."""
  uptimeSeconds: Int
  instances: [ServiceInstance!]!
  """Over the last minute, of all instances together."""
  requestsPerSecond: Float
  """Faults per request of the last minute, from 0 to 1."""
  errorRate: Float
  """Of the slowest instance; null when there was no request in the last minute."""
  p50Ms: Float
  """Of the slowest instance; null when there was no request in the last minute."""
  p99Ms: Float
  """Events that it gave to the event log, over the last minute, of all instances together."""
  eventsSentPerSecond: Float
  """Events that wait to be sent."""
  outboxBacklog: Int
  """How long the first of them has waited; null when none waits."""
  outboxOldestSeconds: Float
  """Events that it has not handled yet, computed outside its consumer."""
  consumerLag: Int
  """Since when its consumer is paused; null when it is not."""
  consumerPausedSince: DateTime
  """Events parked because no attempt to handle them succeeded."""
  deadLetters: Int
  checks: [HealthCheck!]!
}

type ServiceInstance {
  id: ID!
  version: String!
  startedAt: DateTime!
  """Whether it was told to finish and end."""
  draining: Boolean!
  requestsPerSecond: Float!
  errorRate: Float!
  p50Ms: Float
  p99Ms: Float
}

"""One thing that a service needs."""
type HealthCheck {
  name: String!
  status: HealthStatus!
  """When it was first seen in this state."""
  since: DateTime!
}

type EventLogHealth {
  """UP when every service that answers reaches it, DOWN when none does."""
  status: HealthStatus!
}

"""What one service hears of another, over the event log."""
type EventFlow {
  """The service that tells the events."""
  from: String!
  """The service that handles them."""
  to: String!
  """Handled in the last minute; null where it cannot be known just now."""
  eventsPerSecond: Float
  """Events of the topics in which they are told that are not handled yet; null where it cannot be known just now. What others tell in the same topics counts too."""
  lag: Int
}

"""An event that a service could not handle."""
type DeadLetter {
  id: ID!
  service: String!
  """The part of the service that could not handle it."""
  handler: String!
  topic: String!
  """The event; null when the record was no JSON."""
  event: JSON
  error: String!
  attempts: Int!
  since: DateTime!
}

"""A decision of an administrator."""
type AuditEntry {
  id: ID!
  at: DateTime!
  """The service whose data it changed."""
  service: String!
  """The mutation, such as "approveRegistration"."""
  operation: String!
  """What it concerned; of more than a hundred the first."""
  entities: [AuditedEntity!]!
  """How many things it concerned."""
  entityCount: Int!
  """As it was given, where the mutation takes one."""
  reason: String
  principal: AuditPrincipal!
  """Ties it to the log lines of its request."""
  correlationId: String
}

"""A thing that a decision concerned, by its type's name in the graph."""
type AuditedEntity {
  type: String!
  id: ID!
}

"""Who decided, as the token named it."""
type AuditPrincipal {
  id: ID!
  role: String!
}

type AuditConnection {
  edges: [AuditEdge!]!
  nodes: [AuditEntry!]!
  pageInfo: PageInfo!
  """Services that did not answer: their entries are missing here."""
  missing: [String!]!
}

"""A decision in a page, with its cursor."""
type AuditEdge {
  node: AuditEntry!
  cursor: String!
}

type DeadLetterConnection {
  edges: [DeadLetterEdge!]!
  nodes: [DeadLetter!]!
  pageInfo: PageInfo!
  """How many there are in the services that answered."""
  totalCount: Int!
  """Services that did not answer: their dead letters are missing here."""
  missing: [String!]!
}

"""A dead letter in a page, with its cursor."""
type DeadLetterEdge {
  node: DeadLetter!
  cursor: String!
}

"""Where a page stands in its list."""
type PageInfo @shareable {
  hasNextPage: Boolean!
  endCursor: String
  hasPreviousPage: Boolean!
  startCursor: String
}
`;

/** The subgraph that the gateway itself answers. */
export const operationsSubgraph = { name: 'gateway', sdl: `${link}\n${types}` };

export const operationsSchema = buildASTSchema(parse(types), { assumeValidSDL: true });
