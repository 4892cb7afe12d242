import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

export enum AttendanceDirection {
  IN = 'IN',
  OUT = 'OUT',
}

registerEnumType(AttendanceDirection, {
  name: 'AttendanceDirection',
  description: 'Which way somebody went through the door of a workshop.',
});

@ObjectType({ description: 'That somebody went through the door of a workshop, in or out.' })
@Entity()
export class AttendanceMark {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  enrolmentId!: string;

  @Column('uuid')
  sessionId!: string;

  @Field(() => AttendanceDirection)
  @Column('text')
  direction!: AttendanceDirection;

  @Field(() => DateTime, { description: 'When it was, whenever it was sent.' })
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  /** The principal's id. */
  @Column('text')
  recordedBy!: string;
}

@ObjectType()
export class AttendanceMarkConnection extends connectionOf('AttendanceMark', () => AttendanceMark) {}
