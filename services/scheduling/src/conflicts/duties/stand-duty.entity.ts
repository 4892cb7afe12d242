import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an exhibitor is expected at a stand: kept of the stands that the exhibitors service gives. */
@Entity('stand_duties')
export class StandDuty {
  @PrimaryColumn('uuid')
  standId!: string;

  @PrimaryColumn('uuid')
  registrationId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  /** As it is written at the stand, with its hall: A-12. */
  @Column('text')
  code!: string;

  /** The half-days for which the exhibitor has it; null for the whole edition. */
  @Column('jsonb', { nullable: true })
  slices!: { day: string; half: 'MORNING' | 'AFTERNOON' }[] | null;
}
