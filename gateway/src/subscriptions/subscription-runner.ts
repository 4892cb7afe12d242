import type { ApolloServer } from '@apollo/server';
import { BadUserInput } from '@maarad/shared/errors';
import { scopeFrom, tracedFrom } from '@maarad/shared/telemetry';
import {
  getArgumentValues,
  getVariableValues,
  type FormattedExecutionResult,
  type GraphQLField,
  type GraphQLFormattedError,
} from 'graphql';
import pLimit from 'p-limit';
import { lapseOf, requireGood } from '../lapse.js';
import { requireAffordable } from '../limits.js';
import type { FormatError } from '../refusal.js';
import type { Caller, Doorkeeper, RequestContext } from '../request-context.js';
import { eventQuery, placeVariable, rootField, thingQuery, untilVariable, type EntityQuery } from './entity-query.js';
import { auditSubscription } from './audit-subscription.js';
import { cursorOf, placeOf, type FeedEvent, type Place } from './feed-event.js';
import type { FeedFollower } from './feed-follower.js';
import type { FeedSource } from './feed-source.js';
import { answerFromEvent, asksForEventOnly, type AnswerFromEvent } from './own-event-fields.js';
import type { OperationReader, ReadOperation } from './read-operation.js';
import { SharedAnswers } from './shared-answers.js';
import { SubscriberSight } from './subscriber-sight.js';
import { subscriptionFields, type SubscriptionArguments, type SubscriptionField } from './subscription-fields.js';

/** What a subscriber is sent. `extensions.cursor` is good for `after`. */
export type SubscriptionMessage = FormattedExecutionResult;

export interface SubscriptionRequest extends ReadOperation {
  variables: Record<string, unknown>;
  caller: Caller;
  language: string | undefined;
}

interface Surroundings {
  server: ApolloServer<RequestContext>;
  reader: OperationReader;
  doorkeeper: Doorkeeper;
  follower: FeedFollower;
  source: Pick<FeedSource, 'sight' | 'report'>;
  formatError: FormatError;
}

/** One subscription, ready to be run: what it selects, of whom, and for whom. */
interface Plan extends SubscriptionRequest {
  field: SubscriptionField;
  args: SubscriptionArguments;
  name: string;
  key: string;
  after: Place | undefined;
  /** How it is answered: by the graph, or from the event itself. */
  query: EntityQuery | AnswerFromEvent;
}

/** So many answers are worked out at once, for all subscribers together: operations have the rest of the graph. */
const answersAtOnce = 32;

/** What a thing answers to whom it does not show itself: no message at all. */
const hiding = new Set<unknown>(['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED']);

/** How often a thing is asked for again whose service does not answer, and after how long at first. */
const attempts = 6;
const firstPauseMs = 100;

/**
 * Runs subscriptions, which the gateway's library does not: an event of the feed names the thing that changed, and the selection is
 * asked of the whole graph as the subscriber, with the rights of that moment.
 */
export class SubscriptionRunner {
  private readonly answers = new SharedAnswers<SubscriptionMessage | undefined>();
  private readonly atOnce = pLimit(answersAtOnce);
  private readonly sight: SubscriberSight;

  constructor(private readonly surroundings: Surroundings) {
    this.sight = new SubscriberSight((partner) => surroundings.source.sight(partner));
  }

  /**
   * The messages of a subscription until the signal, or until the token expires, which is the last message.
   *
   * @throws CodedError | GraphQLError before the first message, when the subscription cannot be had.
   */
  start(
    request: SubscriptionRequest,
    signal: AbortSignal,
    onBegin: () => void,
  ): AsyncGenerator<SubscriptionMessage, void> {
    const plan = this.plan(request);
    return this.messages(plan, signal, onBegin);
  }

  private plan(request: SubscriptionRequest): Plan {
    const { reader } = this.surroundings;
    const { document, operation, caller } = request;
    const coerced = getVariableValues(reader.schema, operation.variableDefinitions ?? [], request.variables);
    if (coerced.errors) {
      throw coerced.errors[0];
    }
    const variables = coerced.coerced;
    requireAffordable(reader.schema, document, operation, variables);
    const root = rootField(document, operation);
    const field = subscriptionFields[root.name.value];
    const definition = reader.schema.getSubscriptionType()?.getFields()[root.name.value];
    if (!field || !definition) {
      throw new BadUserInput([{ path: root.name.value, rule: 'cannot be subscribed to' }]);
    }
    const given = getArgumentValues(definition as GraphQLField<unknown, unknown>, root, variables);
    const query = field.query
      ? thingQuery(document, operation, field.query)
      : asksForEventOnly(reader.schema, document)
        ? answerFromEvent(reader.schema, request, variables)
        : eventQuery(document, operation);
    return {
      ...request,
      ...{ field, query, variables, name: root.name.value, key: root.alias?.value ?? root.name.value },
      args: field.allowed(given, caller.principal),
      after: typeof given.after === 'string' ? placeOf(given.after) : undefined,
    };
  }

  private async *messages(
    plan: Plan,
    signal: AbortSignal,
    onBegin: () => void,
  ): AsyncGenerator<SubscriptionMessage, void> {
    const { field, args, after, caller } = plan;
    const { principal } = caller;
    const showsEvents = field.query === undefined;
    const isPartner = principal.role === 'partner';
    const lapse = lapseOf(caller);
    const audit = auditSubscription(this.surroundings.source, principal, field.filter(args));
    let cursor = plan.after && cursorOf(plan.after);
    try {
      if (caller.again) {
        await requireGood(caller);
      }
      const reading = { after, filter: field.filter(args), signal: AbortSignal.any([signal, lapse.signal]) };
      for await (const event of this.surroundings.follower.events({
        ...reading,
        onBegin(place) {
          if (showsEvents) {
            audit.begin(place);
          }
          onBegin();
        },
        wants: (each) => field.wants(each, args) && (!showsEvents || this.sight.mightSee(principal, each)),
      })) {
        // Nothing is awaited that need not be: a crowd of subscribers waits for the one before.
        const beginning = audit.begun();
        if (beginning) {
          await beginning;
        }
        if (isPartner && showsEvents && !(await this.sight.sees(principal, event))) {
          continue;
        }
        const things = field.things(event);
        for (const [index, thing] of things.entries()) {
          const place = placeWithin(event, index + 1, things.length);
          if (after?.position === event.position - 1 && index < after.parts) {
            continue;
          }
          const message =
            typeof plan.query === 'function'
              ? { data: plan.query(event) }
              : await this.answer(plan, plan.query, event, thing);
          cursor = cursorOf(place);
          if (message && !reading.signal.aborted) {
            audit.gave(event);
            yield { ...message, extensions: { ...message.extensions, cursor } };
          }
        }
      }
      if (!signal.aborted) {
        lapse.signal.throwIfAborted();
      }
    } catch (error) {
      if (!signal.aborted) {
        yield { errors: [this.formatted(error)], extensions: { ...(cursor && { cursor }) } };
      }
    } finally {
      lapse.stop();
      audit.end();
    }
  }

  /** What a subscriber gets of an event; undefined when the thing is not for it to see, or is gone. */
  private answer(
    plan: Plan,
    query: EntityQuery,
    event: FeedEvent,
    thing: string,
  ): Promise<SubscriptionMessage | undefined> {
    const { variables, caller, language } = plan;
    const used = Object.fromEntries(query.variables.map((name) => [name, variables[name]]));
    const question = JSON.stringify([event.position, thing, query.text, used, caller.principal, language]);
    return this.answers.share(question, () => this.atOnce(() => this.ask(plan, query, used, event, thing)));
  }

  private async ask(
    { name, key, field, caller, language }: Plan,
    { text }: EntityQuery,
    used: Record<string, unknown>,
    event: FeedEvent,
    thing: string,
  ): Promise<SubscriptionMessage | undefined> {
    const place = field.query
      ? { [placeVariable]: thing }
      : { [placeVariable]: cursorBefore(event), [untilVariable]: event.cursor };
    const { server, doorkeeper } = this.surroundings;
    for (let attempt = 1; ; attempt += 1) {
      const { body } = await tracedFrom(
        scopeFrom(event.correlationId, event.traceparent),
        () => ({ name: `message ${name}`, attributes: { 'cloudevents.event_id': event.id } }),
        async (scope) =>
          server.executeOperation(
            { query: text, variables: { ...used, ...place } },
            { contextValue: await doorkeeper.contextOf(caller.principal, scope, language) },
          ),
      );
      if (body.kind !== 'single') {
        throw new Error('the graph answers in one piece');
      }
      const { data, errors } = body.singleResult;
      const found = thingIn(data, key, field.query !== undefined);
      if (found != null) {
        return {
          data: { [key]: found },
          ...(errors && { errors: errors.map((error) => underKey(error, key, field)) }),
        };
      }
      const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
      if (codes.every((code) => hiding.has(code))) {
        return undefined;
      }
      if (attempt === attempts || !codes.includes('SERVICE_UNAVAILABLE')) {
        return { data: null, errors };
      }
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt));
    }
  }

  private formatted(error: unknown): GraphQLFormattedError {
    return this.surroundings.formatError({ message: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** After some of the things of an event, or after the last: then the place is the event's own. */
const placeWithin = ({ cursor, position }: FeedEvent, done: number, all: number): Place => {
  const feed = placeOf(cursor).feed;
  return done === all ? { feed, position, parts: 0 } : { feed, position: position - 1, parts: done };
};

const cursorBefore = ({ cursor, position }: FeedEvent): string =>
  position === 1 ? '0' : cursorOf({ feed: placeOf(cursor).feed, position: position - 1, parts: 0 });

function thingIn(data: Record<string, unknown> | null | undefined, key: string, isThing: boolean): unknown {
  const found = data?.[key];
  return isThing ? found : (found as { edges?: unknown[] } | null | undefined)?.edges?.[0];
}

/** The path of an error in an event is through the page in which it was read; the subscriber asked for no page. */
function underKey(error: GraphQLFormattedError, key: string, { query }: SubscriptionField): GraphQLFormattedError {
  const { path } = error;
  return query === undefined && path ? { ...error, path: [key, ...path.slice(3)] } : error;
}
