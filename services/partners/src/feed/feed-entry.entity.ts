import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Audience } from '@maarad/shared/contracts';
import { DateTime, exactInteger, ExhibitorKind, Region } from '@maarad/shared/graphql';

@ObjectType('Event', {
  description: 'Something that happened at the fair. The same event, with the same id, goes out on every channel.',
})
@Entity()
export class FeedEntry {
  /** Its place in the feed: 1, 2, 3, … without a gap, in the order of commits. */
  @PrimaryColumn({ type: 'bigint', transformer: exactInteger })
  position!: number;

  @Field(() => ID, { name: 'id', description: "The CloudEvent's id (UUIDv7): to know an event that comes again." })
  @Column('uuid')
  eventId!: string;

  @Field(() => String, { description: 'Such as "org.maarad.sales.sale.recorded.v1": see `eventTypes`.' })
  @Column('text')
  type!: string;

  @Field(() => ID, { description: 'What it happened to: the id of a registration, a session, an order, …' })
  @Column('uuid')
  subject!: string;

  @Column('uuid', { nullable: true })
  edition!: string | null;

  @Field(() => Region, { nullable: true, description: 'The region of the exhibitor that it is about.' })
  @Column('text', { nullable: true })
  region!: Region | null;

  @Field(() => ExhibitorKind, { nullable: true, description: 'The kind of the exhibitor that it is about.' })
  @Column('text', { nullable: true })
  kind!: ExhibitorKind | null;

  /** Whom it tells of. */
  @Column('uuid', { array: true })
  exhibitors!: string[];

  /** Who may see it, as its contract said when it came to the feed. */
  @Column('text')
  audience!: Audience;

  /** The partner that it is about. */
  @Column('uuid', { nullable: true })
  partner!: string | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  time!: Date;

  /** The CloudEvent in structured mode, the very text that is on the log. */
  @Column('text')
  event!: string;
}
