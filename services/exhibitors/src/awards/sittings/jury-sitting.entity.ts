import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { transitionTable } from '@maarad/shared/database';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

export enum JurySittingStatus {
  SCHEDULED = 'SCHEDULED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(JurySittingStatus, { name: 'JurySittingStatus', description: 'Whether a jury sits as it was said.' });

const transitions = transitionTable<JurySittingStatus>('JurySitting', {
  SCHEDULED: [JurySittingStatus.SCHEDULED, JurySittingStatus.CANCELLED],
  CANCELLED: [],
});

@ObjectType({
  description: 'A time at which the jury of an edition sits together. None of its people can be in a session then.',
})
@Entity('jury_sittings')
export class JurySitting {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'The first instant at which it is over: a session may begin then.' })
  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Field(() => JurySittingStatus)
  @Column('text')
  status!: JurySittingStatus;

  /** Says whether that changes anything. @throws IllegalTransition once it is cancelled. */
  move(startsAt: Date, endsAt: Date): boolean {
    this.status = transitions.move(this.status, JurySittingStatus.SCHEDULED);
    const stays = +startsAt === +this.startsAt && +endsAt === +this.endsAt;
    Object.assign(this, { startsAt, endsAt });
    return !stays;
  }

  /** @throws IllegalTransition when it is cancelled already. */
  cancel(): void {
    this.status = transitions.move(this.status, JurySittingStatus.CANCELLED);
  }
}

@ObjectType()
export class JurySittingConnection extends connectionOf('JurySitting', () => JurySitting) {}
