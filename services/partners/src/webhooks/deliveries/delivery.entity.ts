import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, exactInteger } from '@maarad/shared/graphql';

export enum DeliveryStatus {
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  DROPPED = 'DROPPED',
}

registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  valuesConfig: {
    PENDING: { description: 'It will be tried, for the first time or again.' },
    SUCCEEDED: { description: 'The receiver answered 2xx.' },
    FAILED: { description: 'Every attempt failed; it can be sent again by `redeliver`.' },
    DROPPED: { description: 'The partner may no longer see the event: it was not sent, or not again.' },
  },
});

@ObjectType({ description: 'One event on its way to one endpoint, and what became of it.' })
@Entity('webhook_deliveries')
export class Delivery {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  endpointId!: string;

  /** The event's place in the feed. */
  @Column({ type: 'bigint', transformer: exactInteger })
  position!: number;

  @Column('uuid')
  eventId!: string;

  @Column('uuid')
  subject!: string;

  /** The event as it is sent: a delivery is tried for longer than the feed may keep it. */
  @Column('text')
  body!: string;

  @Field(() => DeliveryStatus)
  @Column('text')
  status!: DeliveryStatus;

  /** Attempts since it was made or sent again: where it is in the schedule. */
  @Column('integer')
  tries!: number;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Not before; later where an earlier event of the same subject or a pause of the endpoint is in the way.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextAttemptAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it succeeded, or was given up.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'One request to the receiver, and its answer.' })
@Entity('webhook_attempts')
export class DeliveryAttempt {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  deliveryId!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Field(() => Int)
  @Column('integer')
  durationMs!: number;

  @Field(() => Int, { nullable: true, description: 'Null where no answer came.' })
  @Column('integer', { nullable: true })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'Why no answer came.' })
  @Column('text', { nullable: true })
  error!: string | null;

  @Field(() => String, { nullable: true, description: 'The first kilobyte of what it answered.' })
  @Column('text', { nullable: true })
  response!: string | null;
}
