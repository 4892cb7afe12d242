import type { ResultOf } from 'gql.tada';
import { graphql } from '../graph.js';

export const partnersQuery = graphql(`
  query ConsolePartners($after: String) {
    partners(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name {
          value
          language
          direction
        }
        kind
        regions
        endpoints {
          id
          url
          status
          disabledReason
          failures
          failingSince
          pausedUntil
        }
      }
    }
  }
`);

export const deliveriesQuery = graphql(`
  query ConsoleDeliveries($endpoint: ID!, $after: String, $status: DeliveryStatus) {
    webhookEndpoint(id: $endpoint) {
      id
      deliveries(first: 20, after: $after, status: $status) {
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

export const enableMutation = graphql(`
  mutation ConsoleEnableEndpoint($endpoint: ID!) {
    enableWebhookEndpoint(input: { endpointId: $endpoint }) {
      id
    }
  }
`);

export const disableMutation = graphql(`
  mutation ConsoleDisableEndpoint($endpoint: ID!) {
    disableWebhookEndpoint(input: { endpointId: $endpoint }) {
      id
    }
  }
`);

export const credentialsQuery = graphql(`
  query ConsoleCredentials($partner: ID!) {
    partner(id: $partner) {
      id
      credentials(first: 100) {
        nodes {
          id
          label
          createdAt
          createdBy
          lastUsedAt
          expiresAt
          revokedAt
          revocationReason
        }
      }
    }
  }
`);

export const registerMutation = graphql(`
  mutation ConsoleRegisterPartner($input: RegisterPartnerInput!) {
    registerPartner(input: $input) {
      id
    }
  }
`);

export const issueMutation = graphql(`
  mutation ConsoleIssueCredential($partner: ID!, $label: String!, $key: String!) {
    issuePartnerCredential(input: { partnerId: $partner, label: $label, idempotencyKey: $key }) {
      secret
    }
  }
`);

export const revokeMutation = graphql(`
  mutation ConsoleRevokeCredential($credential: ID!, $reason: String!) {
    revokePartnerCredential(input: { credentialId: $credential, reason: $reason }) {
      id
    }
  }
`);

export type Partner = ResultOf<typeof partnersQuery>['partners']['nodes'][number];
export type PartnerKind = Partner['kind'];
export type Region = Partner['regions'][number];
export type Endpoint = Partner['endpoints'][number];
export type Credential = NonNullable<ResultOf<typeof credentialsQuery>['partner']>['credentials']['nodes'][number];
export type Attempt = Delivery['attempts'][number];
export type Delivery = NonNullable<ResultOf<typeof deliveriesQuery>['webhookEndpoint']>['deliveries']['nodes'][number];
