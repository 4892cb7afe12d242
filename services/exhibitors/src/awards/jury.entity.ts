import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';

@ObjectType({ description: 'One of the jury of an edition.' })
@Entity()
export class Juror {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => String, { description: "The subject of the juror's tokens." })
  @Column('text')
  principalId!: string;

  @Column('uuid', { nullable: true })
  exhibitorId!: string | null;

  @Column('uuid', { nullable: true })
  trainerId!: string | null;

  @Column('uuid', { nullable: true })
  performerId!: string | null;
}

@ObjectType({ description: 'That a juror has an interest in an exhibitor and so does not score it.' })
@Entity()
export class Interest {
  @PrimaryColumn('uuid')
  jurorId!: string;

  @PrimaryColumn('uuid')
  exhibitorId!: string;

  @Field(() => String)
  @Column('text')
  reason!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  declaredAt!: Date;
}
