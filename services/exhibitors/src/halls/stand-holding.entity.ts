import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who holds a stand. The database lets a stand have one holder in its edition, and a registration one stand; a release deletes the row. */
@Entity()
export class StandHolding {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  standId!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  registrationId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  since!: Date;
}
