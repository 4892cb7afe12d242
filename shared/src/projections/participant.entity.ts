import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TextColumn, type Texts } from '../graphql/localized-text.js';
import type { ExhibitorKindName, RegionName } from '../contracts/values.js';

/** What a service keeps of an approved registration: who takes part in which edition. The id is the registration's. */
@Entity()
export class Participant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @TextColumn()
  name!: Texts;

  @Column('text')
  kind!: ExhibitorKindName;

  @Column('text', { nullable: true })
  region!: RegionName | null;

  /** False once it has withdrawn. */
  @Column('boolean')
  takesPart!: boolean;
}
