import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { OperationTypeNode, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { requireGood } from '../lapse.js';
import { tooCostly, limits } from '../limits.js';
import type { GatewayMetrics } from '../metrics.js';
import type { FormatError } from '../refusal.js';
import type { Caller, Doorkeeper, RequestContext } from '../request-context.js';
import { admitted, type Safelist } from '../safelist/safelist.js';
import { rootField } from './entity-query.js';
import { runOperation, type SingleOperation } from './operations.js';
import { errorsOf, type OperationReader, type ReadOperation } from './read-operation.js';
import type { SubscriptionMessage, SubscriptionRunner } from './subscription-runner.js';
import { watched } from './watched-messages.js';

interface Surroundings {
  server: ApolloServer<RequestContext>;
  safelist: Safelist;
  reader: OperationReader;
  doorkeeper: Doorkeeper;
  runner: SubscriptionRunner;
  metrics: GatewayMetrics;
  formatError: FormatError;
  /** How long a subscriber may leave a message lying. */
  patienceMs: number;
}

/** One connection that subscriptions come over. */
export interface Connection {
  /** Counted here: so many may be open at once. */
  subscriptions: number;
  /** The subscriber does not take what it is sent: its connection is ended, with where it can go on. */
  onSlow(cursor: string | undefined): void;
}

/** What a connection gets for an operation: messages as they come, or one answer. */
export type Opened = ReadOperation &
  ({ messages: AsyncGenerator<SubscriptionMessage, void> } | { answer: () => Promise<FormattedExecutionResult> });

/** Takes operations that come over a lasting connection, whichever way it speaks. */
export class SubscriptionDesk {
  constructor(private readonly surroundings: Surroundings) {}

  identify(authorization: string | undefined, request: IncomingMessage): Promise<Caller> {
    return this.surroundings.doorkeeper.identify(authorization, request);
  }

  /** @throws CodedError | GraphQLError | RefusedOperation */
  open(given: SingleOperation, caller: Caller, language: string | undefined, connection: Connection): Opened {
    caller.allowance?.takeRequest();
    const { safelist, reader, runner, metrics, patienceMs } = this.surroundings;
    const asked = admitted(safelist, given);
    const read = reader.read(asked.query, asked.operationName);
    if (read.operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { ...read, answer: () => this.answer(asked, caller, language) };
    }
    if (connection.subscriptions >= limits.subscriptions) {
      throw tooCostly('subscriptions', connection.subscriptions + 1);
    }
    const field = rootField(read.document, read.operation).name.value;
    const abort = new AbortController();
    const request = { ...read, variables: asked.variables ?? {}, caller, language };
    let begun = false;
    const onBegin = () => {
      begun = true;
      metrics.subscriptionOpened(field);
    };
    const messages = runner.start(request, abort.signal, onBegin);
    connection.subscriptions += 1;
    const onEnd = () => {
      connection.subscriptions -= 1;
      if (begun) {
        metrics.subscriptionEnded(field);
      }
    };
    const onSlow = (cursor: string | undefined) => {
      metrics.subscriberWasSlow(field);
      connection.onSlow(cursor);
    };
    const onMessage = () => metrics.subscriptionMessage(field);
    return { ...read, messages: watched(messages, { abort, patienceMs, onSlow, onMessage, onEnd }) };
  }

  /** The connection may be older than the caller's token is good. */
  private async answer(
    asked: SingleOperation,
    caller: Caller,
    language: string | undefined,
  ): Promise<FormattedExecutionResult> {
    try {
      await requireGood(caller);
    } catch (error) {
      return { errors: this.shown(error) };
    }
    return runOperation(this.surroundings, asked, caller, language);
  }

  /** As the one formatter shows them; several where the document breaks several rules. */
  shown(thrown: unknown): GraphQLFormattedError[] {
    return errorsOf(thrown).map((error) =>
      this.surroundings.formatError(
        error instanceof Error && 'toJSON' in error
          ? (error as unknown as { toJSON(): GraphQLFormattedError }).toJSON()
          : { message: error instanceof Error ? error.message : String(error) },
        error,
      ),
    );
  }
}
