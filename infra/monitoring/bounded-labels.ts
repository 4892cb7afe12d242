import { errorCodes } from '@maarad/shared/errors';
import { eventCatalogue, exhibitorKinds, topics } from '@maarad/shared/contracts';
import { services } from '../local/processes.js';

const oneOf = (values: readonly string[]) => (value: string) => values.includes(value);
const word = /^[A-Z][A-Z_]{1,30}$/;

/** What bounds a label: the value is from a list in the code, or of a form that only a list in the code gives. */
const bounds = {
  cause: (value: string) => /^[a-z]{1,20}$/.test(value),
  code: oneOf(['OK', 'ABORTED', ...errorCodes]),
  currency: (value: string) => /^[A-Z]{3}$/.test(value),
  field: (value: string) => /^[a-z][A-Za-z]+$/.test(value),
  from: oneOf(services),
  kind: oneOf(exhibitorKinds),
  limit: oneOf(['requests', 'cost', 'connections', 'refused tokens', 'open connections', 'open streams']),
  /** Of the gateway: names that callers choose, at most 200 and `other`; of a service: its root fields, its entities, and `none`. */
  operation: (value: string) => value.length <= 64,
  outcome: oneOf(['answered', 'failed', 'hit', 'miss', 'success', 'refused', 'no answer']),
  service: oneOf([...services, 'gateway']),
  state: oneOf(['used', 'idle', 'waiting']),
  status: (value: string) => word.test(value),
  topic: oneOf(topics),
  type: oneOf(eventCatalogue.map(({ type }) => type)),
};
export type Label = keyof typeof bounds;

export const isBounded = (label: string, value: string): boolean => bounds[label as Label]?.(value) ?? false;

/** Every metric of the fair's own, with its labels. One that is not here, or has another label, fails the tests. */
export const metricLabels: Record<string, readonly Label[]> = {
  maarad_consumer_events_total: ['from'],
  maarad_consumer_lag: ['topic'],
  maarad_consumer_rebuilds_total: [],
  maarad_consumer_stuck: [],
  maarad_database_connections: ['state'],
  maarad_database_size_bytes: [],
  maarad_dead_letters: [],
  maarad_disk_free_bytes: [],
  maarad_disk_size_bytes: [],
  maarad_events_parked_total: [],
  maarad_fair_enrolments: ['status'],
  maarad_fair_people_present: [],
  maarad_fair_refunds_minor_units: ['currency'],
  maarad_fair_registrations: ['status'],
  maarad_fair_revenue_minor_units: ['kind', 'currency'],
  maarad_fair_sales: ['kind'],
  maarad_fair_seats: [],
  maarad_fair_seats_taken: [],
  maarad_fair_sessions: ['status'],
  maarad_fair_stands: ['status'],
  maarad_fair_workshop_places: [],
  maarad_fair_workshops: ['status'],
  maarad_feed_oldest_position: [],
  maarad_feed_position: [],
  maarad_feed_readers: [],
  maarad_gateway_plan_cache_bytes: [],
  maarad_gateway_plan_cache_plans: [],
  maarad_gateway_plan_cache_requests_total: ['outcome'],
  maarad_gateway_rate_limited_total: ['limit'],
  maarad_gateway_request_seconds: ['operation'],
  maarad_gateway_requests_total: ['operation', 'code'],
  maarad_gateway_service_seconds: ['service', 'outcome'],
  maarad_gateway_service_spared: ['service'],
  maarad_gateway_slow_subscribers_total: ['field'],
  maarad_gateway_subscription_messages_total: ['field'],
  maarad_gateway_subscriptions: ['field'],
  maarad_gateway_uncompiled_operations_total: ['cause'],
  maarad_handler_seconds: ['type'],
  maarad_inbox_duplicates_total: [],
  maarad_outbox_backlog: [],
  maarad_outbox_oldest_age_seconds: [],
  maarad_outbox_pruned_total: [],
  maarad_relay_batch_seconds: [],
  maarad_relay_events_sent_total: [],
  maarad_relay_failures_total: [],
  maarad_relay_leading: [],
  maarad_requests_total: ['operation', 'code'],
  maarad_resolver_seconds: ['operation'],
  maarad_webhook_attempt_seconds: [],
  maarad_webhook_attempts_total: ['outcome'],
  maarad_webhook_deliveries_pending: [],
  maarad_webhook_endpoints: ['status'],
};
