import { In } from 'typeorm';
import { requireActsFor } from '@maarad/shared/auth';
import { topicWaitJoined } from '@maarad/shared/contracts';
import { creatingAllUseCase } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { participantKey } from '../enrolments/participant-key.js';
import { requireDifferentPeople } from '../enrolments/require-different-people.js';
import { requireParticipation } from '../enrolments/require-participation.js';
import { offerTopicPlaces } from './offer-topic-places.js';
import { stillWaiting, TopicWaitStatus } from './topic-wait-status.js';
import { TopicWait } from './topic-wait.entity.js';
import type { WaitForTopicInput } from './topic-wait.inputs.js';
import { topicWaitFacts } from './topic-wait-facts.js';

/** People of an exhibitor wait for a topic. What is free already in a workshop that suits is offered at once. */
export async function waitForTopic(context: Context, input: WaitForTopicInput): Promise<TopicWait[]> {
  const joined = await joinTopicLine(context, input);
  await offerTopicPlaces(context, input.topic);
  const ids = joined.map(({ id }) => id);
  return context.database.getRepository(TopicWait).find({ where: { id: In(ids) }, order: { id: 'ASC' } });
}

const joinTopicLine = creatingAllUseCase(
  'waitForTopic',
  TopicWait,
  async (work, input: WaitForTopicInput, { principal, clock }) => {
    const { editionId, exhibitorId, topic, language, level, participants } = input;
    requireActsFor(principal, exhibitorId);
    requireDifferentPeople(participants);
    await requireEdition(work, editionId);
    const { id: registrationId, region, kind } = await requireParticipation(work, exhibitorId, editionId);
    const at = clock.now();
    const waits = participants.map(({ name }) =>
      Object.assign(new TopicWait(), {
        ...{ id: newId(), editionId, exhibitorId, registrationId, topic, status: TopicWaitStatus.WAITING },
        ...{ language: language ?? null, level: level ?? null, waitingSince: at },
        ...{ participant: { name: name.trim() }, participantKey: participantKey(name) },
        ...{ enrolmentId: null, offerExpiresAt: null },
      }),
    );
    await work.manager.insert(TopicWait, waits);
    const about = { edition: editionId, region, kind, at };
    work.record(...waits.map((wait) => topicWaitJoined(wait.id, topicWaitFacts(wait), about)));
    return waits;
  },
  {
    violations: {
      topic_waits_once_a_person: async ({ editionId, exhibitorId, topic, participants }, manager) => {
        const before = await manager.findBy(TopicWait, {
          ...{ editionId, exhibitorId, topic, status: In(stillWaiting) },
          participantKey: In(participants.map(({ name }) => participantKey(name))),
        });
        return new Conflict(
          'Somebody waits for this topic already. Namesakes are told apart by a fuller name.',
          before.map(({ id }) => ({ type: 'TopicWait', id })),
        );
      },
    },
  },
);
