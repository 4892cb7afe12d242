import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, type Money } from '@maarad/shared/graphql';
import { IllegalTransition } from '@maarad/shared/errors';
import { keptMoney } from '../workshops/kept-money.js';
import { countedAtTheEnd, EnrolmentStatus, transitions } from './enrolment-status.js';

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

  /** Which person that is, within the exhibitor: once in a workshop. */
  @Column('text', { select: false })
  participantKey!: string;

  /** Those with the same one want to come together, and are offered their places together. */
  @Column('uuid')
  partyId!: string;

  /** Shown by the resolver, by the clock. */
  @Column('text')
  status!: EnrolmentStatus;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  enrolledAt!: Date;

  @Field(() => String, { nullable: true, description: 'Set when it is CANCELLED, where a reason was given.' })
  @Column('text', { nullable: true })
  cancellationReason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  offerExpiresAt!: Date | null;

  /** The wait for a topic by which the place was offered. */
  @Column('uuid', { nullable: true })
  topicWaitId!: string | null;

  /** What was to pay for the place when it was asked for. Shown by the resolver, to those who may see it. */
  @Column('jsonb', { nullable: true, transformer: keptMoney })
  due!: Money | null;

  /** Shown by the resolver, to those who may see it, as is how long the person was there. */
  @Column('text')
  doorCode!: string;

  @Column('integer', { nullable: true })
  minutesPresent!: number | null;

  /** Whether it has or had a place, so that the person can have been there. */
  get mayBePresent(): boolean {
    return countedAtTheEnd.includes(this.status);
  }

  /** Whether the person was there for so many minutes. */
  completes(minutesRequired: number): boolean {
    return this.status === EnrolmentStatus.ATTENDED && (this.minutesPresent ?? 0) >= minutesRequired;
  }

  get holdsSeat(): boolean {
    return this.status !== EnrolmentStatus.WAITLISTED && this.status !== EnrolmentStatus.CANCELLED;
  }

  /** What it is at an instant: an offer that has run out is none, whether or not that has been told. */
  statusAt(now: Date): EnrolmentStatus {
    return this.offerExpiresAt !== null && this.offerExpiresAt <= now ? EnrolmentStatus.CANCELLED : this.status;
  }

  /** @throws IllegalTransition */
  offer(until: Date): void {
    this.status = transitions.move(this.status, EnrolmentStatus.OFFERED);
    this.offerExpiresAt = until;
  }

  /** @throws IllegalTransition unless a place is kept for it at this instant. */
  requireOffered(now: Date, answer: EnrolmentStatus): void {
    const status = this.statusAt(now);
    if (status !== EnrolmentStatus.OFFERED) {
      throw new IllegalTransition('Enrolment', status, answer, []);
    }
  }

  /** @throws IllegalTransition */
  accept(): void {
    this.status = transitions.move(this.status, EnrolmentStatus.CONFIRMED);
    this.offerExpiresAt = null;
  }

  /** Who was there for a minute attended. @throws IllegalTransition */
  settleAttendance(): void {
    const status = (this.minutesPresent ?? 0) > 0 ? EnrolmentStatus.ATTENDED : EnrolmentStatus.ABSENT;
    if (status !== this.status) {
      this.status = transitions.move(this.status, status);
    }
  }

  /** @throws IllegalTransition */
  cancel(reason: string | null): void {
    this.status = transitions.move(this.status, EnrolmentStatus.CANCELLED);
    this.cancellationReason = reason;
    this.offerExpiresAt = null;
  }
}
