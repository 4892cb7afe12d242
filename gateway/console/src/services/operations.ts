import type { ResultOf } from 'gql.tada';
import { graphql } from '../graph.js';

export const platformQuery = graphql(`
  query ConsolePlatform {
    platform {
      eventLog {
        status
      }
      flows {
        from
        to
        eventsPerSecond
        lag
      }
      services {
        name
        status
        since
        version
        uptimeSeconds
        instances {
          id
        }
        requestsPerSecond
        errorRate
        p50Ms
        p99Ms
        eventsSentPerSecond
        outboxBacklog
        outboxOldestSeconds
        consumerLag
        consumerPausedSince
        deadLetters
        checks {
          name
          status
        }
      }
    }
  }
`);

export const deadLettersQuery = graphql(`
  query ConsoleDeadLetters($after: String) {
    platform {
      deadLetters(first: 20, after: $after) {
        totalCount
        missing
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          service
          handler
          topic
          event
          error
          attempts
          since
        }
      }
    }
  }
`);

export const redriveMutation = graphql(`
  mutation ConsoleRedrive($service: String!, $id: ID!) {
    redriveDeadLetter(service: $service, id: $id)
  }
`);

export const discardMutation = graphql(`
  mutation ConsoleDiscard($service: String!, $id: ID!, $reason: String!) {
    discardDeadLetter(service: $service, id: $id, reason: $reason)
  }
`);

export type Platform = ResultOf<typeof platformQuery>['platform'];
export type Service = Platform['services'][number];
export type DeadLetter = ResultOf<typeof deadLettersQuery>['platform']['deadLetters']['nodes'][number];
