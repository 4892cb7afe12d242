import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProgrammeSnapshot } from './programme-snapshot.js';

/** The programme of a release, as it was then: never changed. */
@Entity('programme_snapshots')
export class KeptSnapshot {
  @PrimaryColumn('uuid')
  editionId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('jsonb')
  content!: ProgrammeSnapshot;
}
