import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an exhibitor has somebody in a workshop: kept of what training tells. The id is the enrolment's. */
@Entity('workshop_enrolments')
export class WorkshopEnrolment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  workshopId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cancelledAt!: Date | null;
}
