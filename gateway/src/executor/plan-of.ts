import type { ApolloGateway, GatewayConfig } from '@apollo/gateway';
import { parse } from 'graphql';
import type { PlannedOperation } from './compile-operation.js';
import type { OperationAnswer, OperationRequest } from './run.js';

type PlanSeen = NonNullable<GatewayConfig['experimental_didResolveQueryPlan']>;

/** Thrown inside of the stock gateway as soon as it has a plan, so that it does not run it. */
class Planned extends Error {
  constructor(readonly planned: PlannedOperation) {
    super('planned');
  }
}

/**
 * Has the stock gateway validate and plan an operation, with its own planner and its own store of plans, and stops it before it runs.
 * It stands on `experimental_didResolveQueryPlan`, an option of @apollo/gateway that a later version may not have: `check` finds
 * that out at the start.
 */
export class Planner {
  private readonly planning = new WeakSet<object>();

  /** The option with which the stock gateway is to be made. */
  readonly planSeen: PlanSeen = ({ queryPlan, requestContext, operationContext }) => {
    if (this.planning.has(requestContext)) {
      const { schema, operation, fragments } = operationContext;
      throw new Planned({ queryPlan, schema, operation, fragments: fragments as PlannedOperation['fragments'] });
    }
  };

  /** The plan, or the stock gateway's refusal of the operation. */
  async plan(gateway: ApolloGateway, request: OperationRequest): Promise<PlannedOperation | OperationAnswer> {
    const asked = { ...request };
    this.planning.add(asked);
    try {
      return await gateway.executor(asked);
    } catch (error) {
      if (error instanceof Planned) {
        return error.planned;
      }
      throw error;
    }
  }

  /** @throws Error when this version of @apollo/gateway gives its plans in another way. */
  async check(gateway: ApolloGateway): Promise<void> {
    const query = '{ __typename }';
    const request = { request: { query }, document: parse(query), queryHash: 'check', metrics: {} };
    const planned = await this.plan(gateway, request as unknown as OperationRequest);
    if (!isPlanned(planned)) {
      throw new Error(
        'This version of @apollo/gateway does not show its plans as 2.14 does: start with EXECUTOR=stock.',
      );
    }
  }
}

export const isPlanned = (planned: PlannedOperation | OperationAnswer): planned is PlannedOperation =>
  'queryPlan' in planned;
