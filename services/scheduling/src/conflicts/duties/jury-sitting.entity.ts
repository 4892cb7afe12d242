import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time at which the jury of an edition sits, with those whose people sit in it: kept of what the exhibitors service tells. */
@Entity('jury_sittings')
export class JurySitting {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column('uuid', { array: true })
  exhibitorIds!: string[];

  @Column('uuid', { array: true })
  trainerIds!: string[];

  @Column('uuid', { array: true })
  performerIds!: string[];
}
