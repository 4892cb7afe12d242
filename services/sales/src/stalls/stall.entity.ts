import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TextColumn, type ExhibitorKind, type Region, type Texts } from '@maarad/shared/graphql';

/** The right of an exhibitor to sell in an edition, and what this service knows of who sells. The id is the registration's. */
@Entity()
export class Stall {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @TextColumn()
  name!: Texts;

  @Column('text')
  kind!: ExhibitorKind;

  /** Null for an exhibitor from abroad. */
  @Column('text', { nullable: true })
  region!: Region | null;

  /** Null where its registration did not say, like `youthLed`. */
  @Column('boolean', { nullable: true })
  womenLed!: boolean | null;

  @Column('boolean', { nullable: true })
  youthLed!: boolean | null;

  /** False once the registration is withdrawn: nothing is listed or sold there any more. */
  @Column('boolean')
  open!: boolean;
}
