import { isDeepStrictEqual } from 'node:util';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BadUserInput, CodedError, Conflict } from '@maarad/shared/errors';
import { DateTime, Language, LocalDate, LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';
import type { Resource } from '../bookings/resource.js';
import { SessionKind } from './session-kind.js';
import { SessionStatus, transitions } from './session-status.js';

/** Where and when a session is held. */
export interface Slot {
  venueId: string;
  startsAt: Date;
  endsAt: Date;
  day: LocalDate;
}

/** What of a session may change beside its place. */
export type Revision = Pick<Session, 'title' | 'abstract' | 'language' | 'performerIds' | 'exhibitorIds'>;

@ObjectType({ description: 'Something that takes place at the fair, in a venue, for a time.' })
@Directive('@key(fields: "id")')
@Entity()
export class Session {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => SessionKind)
  @Column('text')
  kind!: SessionKind;

  @Field(() => LocalizedText)
  @TextColumn()
  title!: Texts;

  @Field(() => LocalizedText, { nullable: true })
  @TextColumn({ nullable: true })
  abstract!: Texts | null;

  @Field(() => Language, { nullable: true, description: 'In which it is held; null for music and dance.' })
  @Column('text', { nullable: true })
  language!: Language | null;

  @Column('uuid')
  venueId!: string;

  @Column('uuid', { array: true })
  performerIds!: string[];

  @Column('uuid', { array: true })
  exhibitorIds!: string[];

  @Column('uuid', { array: true })
  trainerIds!: string[];

  @Column('uuid', { nullable: true })
  workshopId!: string | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'The first instant at which it is over: another session may begin then.' })
  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Field(() => LocalDate, { description: "The day on which it starts, in the edition's time zone." })
  @Column('date')
  day!: LocalDate;

  @Field(() => Int, { description: 'How many people may attend, at most what the venue holds.' })
  @Column('integer')
  capacity!: number;

  @Field(() => SessionStatus)
  @Column('text')
  status!: SessionStatus;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cancelledAt: Date | null = null;

  @Column('integer')
  seatsTaken: number = 0;

  /** How many people of those who reserved are in it now, as counted at the door. */
  @Column('integer')
  peoplePresent: number = 0;

  /** When somebody was let in or out last; null while nobody was. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  presenceAt: Date | null = null;

  /** How often what a calendar shows of it changed: counted by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  revision: number = 0;

  /** When it changed last; given by the database. */
  @Column({ type: 'timestamptz', precision: 3, insert: false, update: false })
  changedAt!: Date;

  @Field(() => Int, {
    description:
      'How many seats are not reserved. None in a workshop, in which one enrols, and in what is cancelled. Whoever waits for seats comes before a new reservation.',
  })
  get seatsLeft(): number {
    return this.kind === 'WORKSHOP' || this.status === SessionStatus.CANCELLED ? 0 : this.capacity - this.seatsTaken;
  }

  /** All that can be in one session at a time and is in this one. */
  get resources(): Resource[] {
    return [
      { kind: 'VENUE', id: this.venueId },
      ...this.performerIds.map((id): Resource => ({ kind: 'PERFORMER', id })),
      ...this.exhibitorIds.map((id): Resource => ({ kind: 'EXHIBITOR', id })),
      ...this.trainerIds.map((id): Resource => ({ kind: 'TRAINER', id })),
    ];
  }

  /** Says whether that changes anything. @throws CodedError ILLEGAL_TRANSITION when the session does not take place. */
  move({ venueId, startsAt, endsAt, day }: Slot): boolean {
    this.requireScheduled('moved');
    const stays = venueId === this.venueId && +startsAt === +this.startsAt && +endsAt === +this.endsAt;
    Object.assign(this, { venueId, startsAt, endsAt, day });
    return !stays;
  }

  /**
   * Gives it another cast or other words: what is left out stays. Says whether that changes anything.
   * @throws CodedError ILLEGAL_TRANSITION when the session does not take place; BadUserInput for the words of a workshop.
   */
  revise(revision: Partial<Revision>): boolean {
    this.requireScheduled('changed');
    const words = (['title', 'abstract', 'language'] as const).filter((field) => revision[field] !== undefined);
    if (this.workshopId !== null && words.length > 0) {
      throw new BadUserInput(words.map((path) => ({ path, rule: 'must stay: it is the workshop’s own' })));
    }
    const before = this.revisable;
    Object.assign(this, Object.fromEntries(Object.entries(revision).filter(([, value]) => value !== undefined)));
    return !isDeepStrictEqual(before, this.revisable);
  }

  private get revisable(): Revision {
    const { title, abstract, language, performerIds, exhibitorIds } = this;
    return { title, abstract, language, performerIds, exhibitorIds };
  }

  private requireScheduled(wanted: string): void {
    if (this.status === SessionStatus.CANCELLED) {
      throw new CodedError('ILLEGAL_TRANSITION', `A session that is cancelled cannot be ${wanted}.`, {
        type: 'Session',
        from: this.status,
      });
    }
  }

  /** @throws IllegalTransition when it is cancelled already. */
  cancel(at: Date): void {
    this.status = transitions.move(this.status, SessionStatus.CANCELLED);
    this.cancelledAt = at;
  }

  /**
   * Says whether that changes anything.
   * @throws Conflict with the number of seats that are reserved, where they are more; BadUserInput for a workshop, which has its own.
   */
  resize(capacity: number): boolean {
    if (this.workshopId !== null && capacity !== this.capacity) {
      throw new BadUserInput([{ path: 'capacity', rule: 'must stay: it is the workshop’s own' }]);
    }
    if (capacity < this.seatsTaken) {
      throw new Conflict(
        `${this.seatsTaken} seats are reserved in the session.`,
        [{ type: 'Session', id: this.id, name: this.title }],
        { reserved: this.seatsTaken, capacity },
      );
    }
    const another = capacity !== this.capacity;
    this.capacity = capacity;
    return another;
  }

  takeSeats(seats: number): void {
    this.seatsTaken += seats;
  }

  freeSeats(seats: number): void {
    this.seatsTaken -= seats;
  }

  letIn(people: number, at: Date): void {
    this.peoplePresent += people;
    this.presenceAt = at;
  }

  letOut(people: number, at: Date): void {
    this.letIn(-people, at);
  }

  /** Nobody has a seat in it or is in it any more. */
  empty(at: Date): void {
    if (this.peoplePresent > 0) {
      this.letOut(this.peoplePresent, at);
    }
    this.seatsTaken = 0;
  }

  /** The exhibitor no longer appears in it. */
  release(exhibitorId: string): void {
    this.exhibitorIds = this.exhibitorIds.filter((id) => id !== exhibitorId);
  }
}
