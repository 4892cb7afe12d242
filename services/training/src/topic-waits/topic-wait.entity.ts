import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime, Language } from '@maarad/shared/graphql';
import { Attendee } from '../enrolments/enrolment.entity.js';
import { Level, TrainingTopic } from '../workshops/training-topic.js';
import { TopicWaitStatus, transitions } from './topic-wait-status.js';

@ObjectType({
  description:
    'Somebody of an exhibitor waits for a topic: a place in any workshop of it that suits is offered, to whoever asked first, once nobody waits for that workshop itself. Only for the exhibitor itself and the organiser.',
})
@Entity()
export class TopicWait {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  exhibitorId!: string;

  /** By which the exhibitor takes part: when that is withdrawn, the wait is over. */
  @Column('uuid')
  registrationId!: string;

  @Field(() => TrainingTopic)
  @Column('text')
  topic!: TrainingTopic;

  @Field(() => Language, { nullable: true, description: 'In which it must be held; null where any suits.' })
  @Column('text', { nullable: true })
  language!: Language | null;

  @Field(() => Level, { nullable: true, description: 'Null where any suits.' })
  @Column('text', { nullable: true })
  level!: Level | null;

  @Field(() => Attendee)
  @Column('jsonb')
  participant!: Attendee;

  /** Which person that is, within the exhibitor. */
  @Column('text')
  participantKey!: string;

  /** Shown by the resolver, by the clock. */
  @Column('text')
  status!: TopicWaitStatus;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  waitingSince!: Date;

  /** The place that is offered, or was taken. */
  @Column('uuid', { nullable: true })
  enrolmentId!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  offerExpiresAt!: Date | null;

  /** What it is at an instant: whose offer has run out waits on, whether or not that has been told. */
  statusAt(now: Date): TopicWaitStatus {
    return this.offerExpiresAt !== null && this.offerExpiresAt <= now ? TopicWaitStatus.WAITING : this.status;
  }

  /** @throws IllegalTransition */
  offer(enrolmentId: string, until: Date): void {
    this.status = transitions.move(this.status, TopicWaitStatus.OFFERED);
    Object.assign(this, { enrolmentId, offerExpiresAt: until });
  }

  /** @throws IllegalTransition */
  cancel(): void {
    this.status = transitions.move(this.status, TopicWaitStatus.CANCELLED);
    Object.assign(this, { enrolmentId: null, offerExpiresAt: null });
  }
}

@ObjectType()
export class TopicWaitConnection extends connectionOf('TopicWait', () => TopicWait) {}
