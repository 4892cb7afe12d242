import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '@maarad/shared/graphql';
import { Certificate } from '../certificates/certificate.entity.js';
import { TrainingTopic } from '../workshops/training-topic.js';
import { Workshop } from '../workshops/workshop.entity.js';

@ObjectType({ description: 'What people of an exhibitor learned in a workshop that they completed.' })
export class Skill {
  @Field(() => TrainingTopic)
  topic!: TrainingTopic;

  @Field(() => DateTime, { description: 'When the last session of the workshop ended.' })
  completedAt!: Date;

  @Field(() => Workshop)
  workshop!: Workshop;

  @Field(() => Int, { description: 'How many of its people completed it.' })
  people!: number;

  @Field(() => [Certificate], { description: 'Those of its people that are valid.' })
  certificates!: Certificate[];
}
