import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';

@ObjectType({
  description: 'What an exhibitor wishes of its stand. An allocation keeps as many wishes as it can, of all together.',
})
@Entity('allocation_wishes')
export class AllocationWishes {
  @PrimaryColumn('uuid')
  registrationId!: string;

  @Field(() => [String], { description: 'The codes of the halls of which any would do; none: wherever.' })
  @Column('text', { array: true })
  halls!: string[];

  @Field(() => Boolean, { description: 'A stand of which two sides that meet are open.' })
  @Column('boolean')
  corner!: boolean;

  /** Exhibitors. */
  @Column('uuid', { array: true })
  near!: string[];

  /** Exhibitors. */
  @Column('uuid', { array: true })
  apart!: string[];

  @Field(() => DateTime, { description: 'When they were last said.' })
  @Column({ type: 'timestamptz', precision: 3 })
  saidAt!: Date;
}
