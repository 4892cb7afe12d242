import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';

/** Builders of partnerships through the schema; each step gives the whole answer, refused or not. */
export function partnershipBuilders(service: TestService) {
  const run = (mutation: string, type: string, input: object, as: Principal) =>
    service.execute(
      `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id status } }`,
      { input },
      { as },
    );
  const step = (mutation: string) => (partnershipId: string, as: Principal, reason?: string) =>
    run(
      `${mutation}Partnership`,
      mutation === 'agree' || mutation === 'withdraw' ? 'PartnershipStepInput' : 'PartnershipRefusalInput',
      { partnershipId, ...(reason && { reason }) },
      as,
    );
  const propose = (fromExhibitorId: string, toExhibitorId: string, overrides: object = {}, as?: Principal) =>
    run(
      'proposePartnership',
      'ProposePartnershipInput',
      {
        idempotencyKey: newId(),
        fromExhibitorId,
        toExhibitorId,
        kind: 'SUPPLY',
        terms: { fr: 'Cent litres par mois' },
        ...overrides,
      },
      as ?? actingFor(fromExhibitorId),
    );
  const agree = step('agree');
  const proposed = async (from: string, to: string, overrides: object = {}): Promise<string> => {
    const { data, errors } = await propose(from, to, overrides);
    if (errors) {
      throw new Error(JSON.stringify(errors));
    }
    return data?.made.id as string;
  };
  return {
    propose,
    proposed,
    agree,
    decline: step('decline'),
    withdraw: step('withdraw'),
    end: step('end'),
    async agreed(from: string, to: string, overrides: object = {}): Promise<string> {
      const id = await proposed(from, to, overrides);
      await agree(id, organiser);
      return id;
    },
    recordOutside: (fromExhibitorId: string, overrides: object = {}, as?: Principal) =>
      run(
        'recordOutsidePartnership',
        'RecordOutsidePartnershipInput',
        {
          idempotencyKey: newId(),
          fromExhibitorId,
          partner: { name: { fr: 'Les Amis du Commerce Équitable' }, country: 'FR', kind: 'BUYER' },
          kind: 'EXPORT',
          evidence: 'Contrat du 28 janvier',
          ...overrides,
        },
        as ?? actingFor(fromExhibitorId),
      ),
    followUp: (partnershipId: string, state: string, as: Principal, overrides: object = {}) =>
      service.execute(
        'mutation ($input: RecordPartnershipFollowUpInput!) { made: recordPartnershipFollowUp(input: $input) { id state side amount { amount currency } partnership { status nextFollowUpDue } } }',
        { input: { idempotencyKey: newId(), partnershipId, state, ...overrides } },
        { as },
      ),
  };
}

/** The first error's `extensions`, of an answer that was refused. */
export const refusalOf = ({ errors }: { errors?: readonly { extensions?: Record<string, any> }[] }) =>
  errors?.[0]?.extensions;
