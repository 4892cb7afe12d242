import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a performer or a trainer is of an exhibitor: an expert who also runs a stand. */
@Entity('affiliations')
export class Affiliation {
  /** The performer's or the trainer's. */
  @PrimaryColumn('uuid')
  personId!: string;

  @Column('text')
  personKind!: 'PERFORMER' | 'TRAINER';

  @Column('uuid')
  exhibitorId!: string;
}
