import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import type { Principal } from '@maarad/shared/auth';
import { offerTopicPlaces } from '../topic-waits/offer-topic-places.js';
import { builders, cancelEnrolment } from './builders.js';

export const wait =
  'mutation ($input: WaitForTopicInput!) { waitForTopic(input: $input) { id status position participant { name } enrolment { id } } }';
export const leave =
  'mutation ($input: LeaveTopicInput!) { leaveTopic(input: $input) { id status position enrolment { id } } }';
export const listWaits = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Exhibitor { topicWaits {
  totalCount nodes { id topic language level status position offerExpiresAt enrolment { id status workshop { id } } } } } } }`;

/** Builders of people who wait for a topic, and of workshops of it. `edition` is the one of the test. */
export function topicWaitsOf(service: TestService, edition: () => string) {
  const make = builders(service);
  const chore = () => offerTopicPlaces(service.context({ as: organiser }));
  const waitInput = (exhibitorId: string, names: string[], overrides: object = {}) => ({
    ...{ idempotencyKey: newId(), editionId: edition(), exhibitorId, topic: 'EXPORT' },
    participants: names.map((name) => ({ name })),
    ...overrides,
  });
  const readAll = async (exhibitorId: string, as: Principal = organiser) => {
    const representations = [{ __typename: 'Exhibitor', id: exhibitorId }];
    return (await service.execute(listWaits, { representations }, { as })) as any;
  };
  /** Somebody of an exhibitor of its own who waits. */
  async function waiting(overrides: object = {}) {
    const { exhibitorId, registrationId } = await make.participant(edition());
    const input = waitInput(exhibitorId, ['Zahra'], overrides);
    const { waitForTopic } = await service.data(wait, { input }, { as: actingFor(exhibitorId) });
    const read = async () => (await readAll(exhibitorId)).data._entities[0].topicWaits.nodes[0];
    return { exhibitorId, registrationId, id: waitForTopic[0].id as string, read };
  }
  const workshop = (capacity: number, overrides: object = {}) =>
    make.scheduled(edition(), { capacity, topic: 'EXPORT', ...overrides });
  /** A workshop of few places, all of them taken. */
  async function full(capacity: number, overrides: object = {}) {
    const { workshopId } = await workshop(capacity, overrides);
    const { exhibitorId } = await make.participant(edition());
    return { workshopId, held: await make.enrolled(workshopId, exhibitorId, capacity) };
  }
  const cancel = (enrolmentId = '') =>
    service.data(cancelEnrolment, { input: { enrolmentId, reason: 'harvest' } }, { as: organiser });
  const answer = (how: string, enrolmentId: string) => service.data(how, { input: { enrolmentId } }, { as: organiser });
  return { chore, waitInput, readAll, waiting, workshop, full, cancel, answer };
}
