import type { ResultOf } from 'gql.tada';
import { graphql } from '../graph.js';

export const auditQuery = graphql(`
  query ConsoleAudit($entityId: ID, $operation: String, $after: String) {
    audit(first: 20, entityId: $entityId, operation: $operation, after: $after) {
      missing
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        at
        service
        operation
        entities {
          type
          id
        }
        entityCount
        reason
        principal {
          id
        }
        correlationId
      }
    }
  }
`);

export type AuditEntry = ResultOf<typeof auditQuery>['audit']['nodes'][number];
