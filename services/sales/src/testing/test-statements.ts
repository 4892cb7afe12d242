import { organiser, type TestService } from '@maarad/shared/testing';
import type { TestStall } from './builders.js';

const figures = `day orders gross { amount } refunds { amount } fees { amount } feePercent net { amount } firstReceipt lastReceipt
  delivery { amount } deliveryRefunds { amount } closedAt exhibitor { id }
  byPayment { method orders gross { amount } refunds { amount } net { amount } }
  byProduct { sold gross { amount } returned refunds { amount } name { value } product { id } }
  corrections { kind ofDay receiptNumber amount { amount } order { id } }`;

export const statementOfExhibitor = `query ($of: [_Any!]!, $day: LocalDate, $edition: ID) { _entities(representations: $of) {
  ... on Exhibitor { statement(day: $day, editionId: $edition) { ${figures} } } } }`;
export const statementOfEdition = `query ($of: [_Any!]!, $day: LocalDate, $first: Int = 100) { _entities(representations: $of) {
  ... on Edition { statement(day: $day) { ${figures} exhibitors(first: $first) { totalCount nodes { ${figures} } } } } } }`;

/** Statements as exhibitors and the organiser read and close them. */
export function statements(service: TestService) {
  const asked = async (mutation: string, type: string, input: object, as = organiser) => {
    const source = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { ${figures} } }`;
    return (await service.data(source, { input }, { as })).answer;
  };
  return {
    close: ({ exhibitorId, editionId }: TestStall, day: string, as = organiser) =>
      asked('closeDay', 'CloseDayInput', { exhibitorId, editionId, day }, as),
    closeFair: (editionId: string, day: string) => asked('closeFairDay', 'CloseFairDayInput', { editionId, day }),
    async of({ exhibitorId: id, editionId: edition }: TestStall, day?: string, as = organiser) {
      const of = [{ __typename: 'Exhibitor', id }];
      const { _entities } = await service.data(statementOfExhibitor, { of, day, edition }, { as });
      return _entities[0].statement;
    },
    async ofFair(id: string, day?: string) {
      const of = [{ __typename: 'Edition', id }];
      return (await service.data(statementOfEdition, { of, day }, { as: organiser }))._entities[0].statement;
    },
    setFees: (editionId: string, percent: string) =>
      service.data(
        'mutation ($input: SetFairFeesInput!) { setFairFees(input: $input) { percent setAt } }',
        { input: { editionId, percent } },
        { as: organiser },
      ),
  };
}
