import type { ResultOf } from 'gql.tada';
import { graphql } from '../graph.js';

/** The edition and what it sold in all. */
export const editionQuery = graphql(`
  query ConsoleEdition {
    currentEdition {
      id
      name {
        value
      }
      startsOn
      endsOn
      timeZone
      sales {
        orders
        revenue {
          amount
          currency
        }
        averageBasket {
          amount
          currency
        }
        byDay {
          day
          orders
          revenue {
            amount
            currency
          }
        }
      }
      bestSellers(first: 8) {
        quantity
        revenue {
          amount
          currency
        }
        product {
          id
          name {
            value
            language
            direction
          }
        }
      }
    }
  }
`);

/** One day of it. */
export const dayQuery = graphql(`
  query ConsoleDay($day: LocalDate!) {
    currentEdition {
      sales(from: $day, to: $day) {
        orders
        revenue {
          amount
          currency
        }
        byHour {
          hour
          revenue {
            amount
            currency
          }
        }
      }
      programme(day: $day, first: 60) {
        nodes {
          id
          title {
            value
            language
            direction
          }
          startsAt
          endsAt
          capacity
          seatsLeft
          waitlistLength
          workshop {
            id
          }
          occupancy {
            present
          }
          venue {
            name {
              value
            }
          }
        }
      }
    }
  }
`);

/** How many registrations there are in each status. */
export const registrationsQuery = graphql(`
  query ConsoleRegistrations($edition: ID!) {
    SUBMITTED: registrations(first: 1, filter: { editionId: $edition, statuses: [SUBMITTED] }) {
      totalCount
    }
    WAITLISTED: registrations(first: 1, filter: { editionId: $edition, statuses: [WAITLISTED] }) {
      totalCount
    }
    APPROVED: registrations(first: 1, filter: { editionId: $edition, statuses: [APPROVED] }) {
      totalCount
    }
    CONFIRMED: registrations(first: 1, filter: { editionId: $edition, statuses: [CONFIRMED] }) {
      totalCount
    }
    CHECKED_IN: registrations(first: 1, filter: { editionId: $edition, statuses: [CHECKED_IN] }) {
      totalCount
    }
    REJECTED: registrations(first: 1, filter: { editionId: $edition, statuses: [REJECTED] }) {
      totalCount
    }
    WITHDRAWN: registrations(first: 1, filter: { editionId: $edition, statuses: [WITHDRAWN] }) {
      totalCount
    }
  }
`);

export type CurrentEdition = NonNullable<ResultOf<typeof editionQuery>['currentEdition']>;
export type DayOfFair = NonNullable<ResultOf<typeof dayQuery>['currentEdition']>;
