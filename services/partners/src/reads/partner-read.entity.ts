import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime, exactInteger } from '@maarad/shared/graphql';
import type { EventFilter } from '../feed/event-filter.js';

export enum ReadChannel {
  STREAM = 'STREAM',
  QUERY = 'QUERY',
  SUBSCRIPTION = 'SUBSCRIPTION',
}

registerEnumType(ReadChannel, {
  name: 'ReadChannel',
  valuesConfig: {
    STREAM: { description: '`GET /events`: one for each connection.' },
    SUBSCRIPTION: { description: '`Subscription.events`, over WebSocket or Server-Sent Events: one for each.' },
    QUERY: { description: '`Query.events`: one for all pages that a token reads with one filter in an hour.' },
  },
});

@ObjectType({
  description: 'What a partner read of the feed, and when. What it is sent by webhook is in the log of its deliveries.',
})
@Entity()
export class PartnerRead {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID, { description: "As the reader's token says." })
  @Column('text')
  partnerId!: string;

  @Field(() => String, { description: "The token's subject." })
  @Column('text')
  principal!: string;

  @Field(() => ReadChannel)
  @Column('text')
  channel!: ReadChannel;

  @Column('jsonb')
  filter!: EventFilter;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Field(() => DateTime, { description: 'To the minute, while a stream or a subscription is open.' })
  @Column({ type: 'timestamptz', precision: 3 })
  lastReadAt!: Date;

  /** The place after which it began. */
  @Column({ type: 'bigint', transformer: exactInteger })
  after!: number;

  /** The place of the last event that it was given; as `after` where it was none. */
  @Column({ type: 'bigint', transformer: exactInteger })
  last!: number;

  @Field(() => Int, { description: 'How many events it was given.' })
  @Column('integer')
  events!: number;
}

@ObjectType()
export class PartnerReadConnection extends connectionOf('PartnerRead', () => PartnerRead) {}
