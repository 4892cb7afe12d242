import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { IllegalTransition } from '@maarad/shared/errors';
import { connectionOf, DateTime } from '@maarad/shared/graphql';
import { ReservationStatus, transitions } from './reservation-status.js';

@ObjectType({
  description: 'Seats in a session that somebody asked for. Its holder and the organiser see it, nobody else.',
})
@Directive('@key(fields: "id")')
@Entity()
export class Reservation {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  sessionId!: string;

  /** The principal who reserved: never told to others. */
  @Column('text')
  holder!: string;

  @Field(() => Int)
  @Column('integer')
  seats!: number;

  @Field(() => ReservationStatus)
  @Column('text')
  status!: ReservationStatus;

  @Column('text')
  code!: string;

  /** In which order they were made; given by the database under the session's lock. */
  @Column({ type: 'bigint', insert: false, update: false })
  place!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  reservedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  changedAt!: Date;

  /** How often its status changed. */
  @Column('integer')
  revision!: number;

  /** Whether it holds seats of its session. */
  get holdsSeats(): boolean {
    return this.status === ReservationStatus.CONFIRMED || this.status === ReservationStatus.CHECKED_IN;
  }

  /** @throws IllegalTransition */
  become(status: ReservationStatus, at: Date): void {
    this.status = transitions.move(this.status, status);
    this.changedAt = at;
    this.revision += 1;
  }

  /** The party has left the room, and keeps its seats. @throws IllegalTransition when it is not in. */
  leave(at: Date): void {
    if (this.status !== ReservationStatus.CHECKED_IN) {
      throw new IllegalTransition('Reservation', this.status, 'CHECKED_OUT', []);
    }
    this.become(ReservationStatus.CONFIRMED, at);
  }
}

@ObjectType()
export class ReservationConnection extends connectionOf('Reservation', () => Reservation) {}
