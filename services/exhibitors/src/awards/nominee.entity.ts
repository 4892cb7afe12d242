import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Money } from '@maarad/shared/graphql';

@ObjectType({ description: 'An exhibitor in the running for an award. Only the jury and the organiser see it.' })
@Entity()
export class Nominee {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  categoryId!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  exhibitorId!: string;
}

@ObjectType({
  description: 'The points that a juror gave by one criterion. Nobody else sees them, the organiser neither.',
})
@Entity()
export class Score {
  @PrimaryColumn('uuid')
  jurorId!: string;

  @PrimaryColumn('uuid')
  nomineeId!: string;

  @Field(() => String, { description: "The criterion's code." })
  @PrimaryColumn('text')
  criterion!: string;

  @Field(() => Int)
  @Column('integer')
  points!: number;
}

@ObjectType({
  description: 'What the fair knows of a nominee, in its edition. Only the jury and the organiser see it.',
})
export class NomineeFacts {
  @Field(() => Float, { nullable: true, description: 'Of its members, from 0 to 1; null where it has none.' })
  womenShare!: number | null;

  @Field(() => Float, { nullable: true, description: 'Members under 35, from 0 to 1; null where it has none.' })
  youthShare!: number | null;

  @Field(() => Int, { description: 'Sales in the edition without those refunded.' })
  orders!: number;

  @Field(() => Money, { description: 'What these sales took in.' })
  revenue!: Money;

  @Field(() => Float, {
    nullable: true,
    description:
      "Revenue of the second half of the fair's days over the first, less one: 0.5 is half as much again. Null where the first half sold nothing.",
  })
  salesGrowth!: number | null;

  @Field(() => Int, { description: 'Places in workshops of the edition that its people have.' })
  trainingPlaces!: number;

  @Field(() => Int, { description: 'Workshops of the edition that its people have completed, each person for itself.' })
  trainingCompleted!: number;
}
