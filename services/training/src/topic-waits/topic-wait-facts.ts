import type { TopicWait } from './topic-wait.entity.js';

/** What every event about the wait for a topic tells: ids, nobody's name. */
export const topicWaitFacts = ({ editionId, exhibitorId, topic, language, level }: TopicWait) => ({
  ...{ editionId, exhibitorId, topic, language, level },
});
