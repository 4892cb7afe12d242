import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From when to when somebody was there, as instants in ISO 8601. */
export type EnteredSpan = [from: string, to: string];

/** What a sheet says of somebody in one session: either minutes, which overrule the door, or times, which are added to it. */
@Entity()
export class AttendanceEntry {
  @PrimaryColumn('uuid')
  enrolmentId!: string;

  @PrimaryColumn('uuid')
  sessionId!: string;

  @Column('integer', { nullable: true })
  minutes!: number | null;

  @Column('jsonb')
  spans!: EnteredSpan[];

  @Column({ type: 'timestamptz', precision: 3 })
  enteredAt!: Date;

  /** The principal's id. */
  @Column('text')
  enteredBy!: string;
}
