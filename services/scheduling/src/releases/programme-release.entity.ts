import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime, LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'A programme as it was made known, with what is new in it. Never changed.' })
@Entity()
export class ProgrammeRelease {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => Int, { description: "The edition's first release is 1." })
  @Column('integer')
  version!: number;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  releasedAt!: Date;

  @Field(() => LocalizedText, { nullable: true })
  @TextColumn({ nullable: true })
  note!: Texts | null;

  @Column('uuid', { array: true })
  performerIds!: string[];

  @Column('uuid', { array: true })
  exhibitorIds!: string[];

  @Column('uuid', { array: true })
  workshopIds!: string[];

  /** How many people hold or wait for seats in what changed, each counted once; null for releases that did not count them. */
  @Column('integer', { nullable: true })
  reservationHolders!: number | null;
}

@ObjectType()
export class ProgrammeReleaseConnection extends connectionOf('ProgrammeRelease', () => ProgrammeRelease) {}
