import { registerEnumType } from 'type-graphql';
import { trainingTopics } from '@maarad/shared/contracts';

export type TrainingTopic = (typeof trainingTopics)[number];

export const TrainingTopic = Object.freeze(Object.fromEntries(trainingTopics.map((topic) => [topic, topic]))) as {
  [Name in TrainingTopic]: Name;
};

registerEnumType(TrainingTopic, { name: 'TrainingTopic', description: 'What a workshop teaches.' });

export enum Level {
  BEGINNER = 'BEGINNER',
  INTERMEDIATE = 'INTERMEDIATE',
  ADVANCED = 'ADVANCED',
}

registerEnumType(Level, { name: 'Level', description: 'What a workshop expects its participants to know already.' });
