import type { Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { completionsOf } from '../skills/completions.js';
import type { Workshop } from '../workshops/workshop.entity.js';
import { participantKey } from './participant-key.js';

/** @throws Conflict naming who has not completed a workshop of which topic that this one requires. */
export async function requirePrerequisites(
  work: Work,
  { id, requiresTopics }: Workshop,
  exhibitorId: string,
  names: readonly string[],
): Promise<void> {
  if (requiresTopics.length === 0) {
    return;
  }
  const completed = await completionsOf(work.manager, [exhibitorId], names.map(participantKey));
  const missing = names.flatMap((name) => {
    const theirs = completed.filter(({ enrolment }) => enrolment.participantKey === participantKey(name));
    const topics = requiresTopics.filter((topic) => !theirs.some(({ workshop }) => workshop.topic === topic));
    return topics.length > 0 ? [{ participant: name, topics }] : [];
  });
  if (missing.length > 0) {
    throw new Conflict(
      `Somebody has not completed yet what the workshop requires: ${[...new Set(missing.flatMap(({ topics }) => topics))].join(', ')}.`,
      [{ type: 'Workshop', id }],
      { missing },
    );
  }
}
