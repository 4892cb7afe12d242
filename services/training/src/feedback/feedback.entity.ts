import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf } from '@maarad/shared/graphql';

/** From so many answers on figures are shown: among fewer, one sees who said what. */
export const fewestAnswers = 5;

@ObjectType({
  description: 'What somebody who was at a workshop says of it. Who it was is not told to those who read it.',
})
@Entity('feedback')
export class Feedback {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  enrolmentId!: string;

  @Column('uuid')
  workshopId!: string;

  @Field(() => Int, {
    nullable: true,
    description: `From 1, poor, to 5, excellent. To those who read what was said of a workshop it is shown from ${fewestAnswers} answers on.`,
  })
  @Column('integer')
  rating!: number | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  comment!: string | null;
}

@ObjectType()
export class FeedbackConnection extends connectionOf('Feedback', () => Feedback) {}

@ObjectType({ description: 'How many gave one rating.' })
export class RatingCount {
  @Field(() => Int, { description: 'From 1 to 5.' })
  rating!: number;

  @Field(() => Int)
  count!: number;
}
