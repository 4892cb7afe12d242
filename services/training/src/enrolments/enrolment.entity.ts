import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';
import { EnrolmentStatus, transitions } from './enrolment-status.js';

@ObjectType('Participant', {
  description:
    'Somebody of an exhibitor who comes to a workshop. Only the exhibitor, the trainers and the organiser see who.',
})
export class Attendee {
  @Field(() => String)
  name!: string;
}

@ObjectType({ description: "One person's place in a workshop, held by an exhibitor." })
@Directive('@key(fields: "id")')
@Entity()
export class Enrolment {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  workshopId!: string;

  @Column('uuid')
  exhibitorId!: string;

  /** By which the exhibitor takes part: when that is withdrawn, the place is free. */
  @Column('uuid')
  registrationId!: string;

  /** Shown by the resolver, to those who may see it. */
  @Column('jsonb')
  participant!: Attendee;

  @Field(() => EnrolmentStatus)
  @Column('text')
  status!: EnrolmentStatus;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  enrolledAt!: Date;

  @Field(() => String, { nullable: true, description: 'Set when it is CANCELLED, where a reason was given.' })
  @Column('text', { nullable: true })
  cancellationReason!: string | null;

  /** @throws IllegalTransition */
  cancel(reason: string | null): void {
    this.status = transitions.move(this.status, EnrolmentStatus.CANCELLED);
    this.cancellationReason = reason;
  }
}
