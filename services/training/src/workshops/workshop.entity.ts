import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CodedError } from '@maarad/shared/errors';
import { DateTime, Language, LocalizedText, Money, TextColumn, type Texts } from '@maarad/shared/graphql';
import { FairnessRule } from './fairness-rule.js';
import { keptMoney } from './kept-money.js';
import { Material } from './material.js';
import { inOrderOfTime, isSameSlot, keptMeetings, meetingFor, type Meeting, type Slot } from './meetings.js';
import { Level, TrainingTopic } from './training-topic.js';
import { transitions, WorkshopStatus } from './workshop-status.js';

@ObjectType({
  description: 'What stands in the way of a workshop: a session in the same hall, a trainer who is elsewhere.',
})
export class WorkshopObstacle {
  @Field(() => String, { description: 'A type of the graph, such as "Session".' })
  type!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => LocalizedText, { nullable: true })
  name?: Texts;
}

@ObjectType({ description: 'Why the programme has no place for a workshop.' })
export class WorkshopRefusal {
  @Field(() => String)
  reason!: string;

  @Field(() => [WorkshopObstacle])
  conflictsWith!: WorkshopObstacle[];

  @Field(() => Int, {
    nullable: true,
    description: 'Which of its sessions has no place, the first being 1; null where it has one alone.',
  })
  meeting?: number | null;
}

@ObjectType({ description: 'A training that experts give at the fair, for exhibitors who enrol their people.' })
@Directive('@key(fields: "id")')
@Entity()
export class Workshop {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  title!: Texts;

  @Field(() => TrainingTopic)
  @Column('text')
  topic!: TrainingTopic;

  @Column('uuid', { array: true })
  trainerIds!: string[];

  @Field(() => Language, { description: 'In which it is held.' })
  @Column('text')
  language!: Language;

  @Field(() => Level)
  @Column('text')
  level!: Level;

  @Field(() => Int)
  @Column('integer')
  capacity!: number;

  @Column('integer')
  seatsTaken!: number;

  @Column('uuid')
  venueId!: string;

  /** In order of time, at least one; venue, times and session of the first are the workshop's. */
  @Column('jsonb', { transformer: keptMeetings })
  meetings!: Meeting[];

  @Field(() => DateTime, { description: 'When it is wanted; once it is scheduled, when it begins.' })
  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When its session ends; the first one where it has several.' })
  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Field(() => WorkshopStatus)
  @Column('text')
  status!: WorkshopStatus;

  @Column('uuid', { nullable: true })
  sessionId!: string | null;

  @Field(() => WorkshopRefusal, { nullable: true, description: 'Set when it is REFUSED.' })
  @Column('jsonb', { nullable: true })
  refusal!: WorkshopRefusal | null;

  @Field(() => String, { nullable: true, description: 'Set when it is CANCELLED, where a reason was given.' })
  @Column('text', { nullable: true })
  cancellationReason!: string | null;

  @Field(() => FairnessRule, { description: 'Who of those that wait is offered a free place first.' })
  @Column('text')
  fairness!: FairnessRule;

  @Field(() => Int, {
    description: 'How long a place is kept for whom it is offered, at most until the workshop begins.',
  })
  @Column('integer')
  offerMinutes!: number;

  @Field(() => [Material], { description: 'What there is to read or to work with.' })
  @Column('jsonb')
  materials!: Material[];

  @Field(() => LocalizedText, { nullable: true, description: 'What to know or to bring along, in words.' })
  @Column('jsonb', { nullable: true })
  prerequisites!: Texts | null;

  @Field(() => [TrainingTopic], { description: 'Whoever enrols has completed a workshop of each of these topics.' })
  @Column('text', { array: true })
  requiresTopics!: TrainingTopic[];

  @Field(() => Money, { nullable: true, description: 'For one person; null where it is free.' })
  @Column('jsonb', { nullable: true, transformer: keptMoney })
  price!: Money | null;

  /** The least share of its minutes for which one must have been there, in percent. */
  @Column('integer')
  completionPercent!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  attendanceClosedAt!: Date | null;

  /** Neither held nor offered. */
  get freePlaces(): number {
    return this.capacity - this.seatsTaken;
  }

  /** Until when a place is kept that is offered now. A workshop that was entered afterwards has begun already. */
  offerEnds(now: Date): Date {
    const end = new Date(now.getTime() + this.offerMinutes * 60_000);
    return this.startsAt > now && this.startsAt < end ? this.startsAt : end;
  }

  get isOver(): boolean {
    return this.status === WorkshopStatus.CANCELLED || this.status === WorkshopStatus.REFUSED;
  }

  /** One of its sessions is booked; with the last one it is scheduled. @throws IllegalTransition when it wants no more. */
  schedule(sessionId: string, slot: Slot): void {
    const meeting = meetingFor(this.meetings, sessionId, slot);
    this.meet(
      meeting
        ? this.meetings.map((other) => (other === meeting ? { ...slot, sessionId } : other))
        : [...this.meetings, { ...slot, sessionId }],
    );
    if (!meeting || this.isBooked) {
      this.status = transitions.move(this.status, WorkshopStatus.SCHEDULED);
    }
  }

  /** Where a session of it was; null when it is there already, or is none of it. */
  moveMeeting(sessionId: string, to: Slot): Slot | null {
    const from = this.meetings.find((meeting) => meeting.sessionId === sessionId);
    if (!from || isSameSlot(from, to)) {
      return null;
    }
    this.meet(this.meetings.map((other) => (other === from ? { ...to, sessionId } : other)));
    return from;
  }

  /** One of its sessions, not the only one, does not take place. */
  dropMeeting(meeting: Meeting): void {
    this.meet(this.meetings.filter((other) => other !== meeting));
    if (this.status === WorkshopStatus.ANNOUNCED && this.isBooked) {
      this.status = transitions.move(this.status, WorkshopStatus.SCHEDULED);
    }
  }

  private get isBooked(): boolean {
    return this.meetings.every(({ sessionId }) => sessionId !== null);
  }

  private meet(meetings: Meeting[]): void {
    this.meetings = inOrderOfTime(meetings);
    Object.assign(this, this.meetings[0]);
  }

  /** @throws IllegalTransition */
  refuse(refusal: WorkshopRefusal): void {
    this.status = transitions.move(this.status, WorkshopStatus.REFUSED);
    this.refusal = refusal;
  }

  /** @throws IllegalTransition */
  cancel(reason: string | null): void {
    this.status = transitions.move(this.status, WorkshopStatus.CANCELLED);
    this.cancellationReason = reason;
  }

  /** @throws CodedError ILLEGAL_TRANSITION unless it is scheduled. */
  requireOpen(): void {
    if (this.status !== WorkshopStatus.SCHEDULED) {
      throw new CodedError('ILLEGAL_TRANSITION', `Nobody can enrol in a workshop that is ${this.status}.`, {
        type: 'Workshop',
        from: this.status,
      });
    }
  }

  /** @throws WorkshopFull when there are not that many. */
  takeSeats(count: number): void {
    if (count > this.freePlaces) {
      throw new WorkshopFull(this.freePlaces);
    }
    this.seatsTaken += count;
  }

  freeSeats(count: number): void {
    this.seatsTaken -= count;
  }
}

export class WorkshopFull extends CodedError {
  constructor(seatsLeft: number) {
    super('FULL', seatsLeft === 0 ? 'The workshop is full.' : `The workshop has ${seatsLeft} places left.`, {
      seatsLeft,
    });
  }
}
