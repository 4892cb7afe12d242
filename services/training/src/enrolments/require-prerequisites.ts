import type { Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { completionsOf } from '../skills/completions.js';
import type { Workshop } from '../workshops/workshop.entity.js';
import { participantKey } from './participant-key.js';

/** Who has not completed a workshop of which topic that this one requires. */
export async function missingPrerequisites(
  work: Work,
  { requiresTopics }: Workshop,
  exhibitorId: string,
  names: readonly string[],
) {
  if (requiresTopics.length === 0) {
    return [];
  }
  const completed = await completionsOf(work.manager, [exhibitorId], names.map(participantKey));
  return names.flatMap((participant) => {
    const theirs = completed.filter(({ enrolment }) => enrolment.participantKey === participantKey(participant));
    const topics = requiresTopics.filter((topic) => !theirs.some(({ workshop }) => workshop.topic === topic));
    return topics.length > 0 ? [{ participant, topics }] : [];
  });
}

/** @throws Conflict naming who lacks what. */
export async function requirePrerequisites(
  work: Work,
  workshop: Workshop,
  exhibitorId: string,
  names: readonly string[],
): Promise<void> {
  const missing = await missingPrerequisites(work, workshop, exhibitorId, names);
  if (missing.length > 0) {
    const topics = [...new Set(missing.flatMap((lacking) => lacking.topics))];
    throw new Conflict(
      `Somebody has not completed yet what the workshop requires: ${topics.join(', ')}.`,
      [{ type: 'Workshop', id: workshop.id }],
      { missing },
    );
  }
}
