import type { ResultOf } from 'gql.tada';
import { graphql } from '../graph.js';

export const partnersQuery = graphql(`
  query ConsolePartners($after: String) {
    partners(first: 50, after: $after) {
      nodes {
        id
        name {
          value
          language
          direction
        }
        endpoints {
          id
          url
          status
          disabledReason
          failures
          failingSince
        }
      }
    }
  }
`);

export const deliveriesQuery = graphql(`
  query ConsoleDeliveries($endpoint: ID!, $after: String) {
    webhookEndpoint(id: $endpoint) {
      id
      deliveries(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          status
          createdAt
          nextAttemptAt
          event {
            type
            subject
          }
          attempts {
            at
            durationMs
            statusCode
            error
            response
          }
        }
      }
    }
  }
`);

export const redeliverMutation = graphql(`
  mutation ConsoleRedeliver($delivery: ID!) {
    redeliver(input: { deliveryId: $delivery }) {
      id
      status
    }
  }
`);

export type Endpoint = ResultOf<typeof partnersQuery>['partners']['nodes'][number]['endpoints'][number];
export type Delivery = NonNullable<ResultOf<typeof deliveriesQuery>['webhookEndpoint']>['deliveries']['nodes'][number];
