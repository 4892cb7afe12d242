import { Column, Entity, PrimaryColumn } from 'typeorm';
import { exactInteger, TextColumn, type Texts } from '@maarad/shared/graphql';
import type { Figures } from './figures.js';

/** A day that an exhibitor has done with: its statement as it was when the day was closed, and stays. */
@Entity('closed_days')
export class ClosedDay {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Column('date')
  day!: string;

  /** The exhibitor's, as it was called then. */
  @TextColumn()
  name!: Texts;

  @Column('char', { length: 3 })
  currency!: string;

  @Column('jsonb')
  figures!: Figures;

  @Column({ type: 'bigint', transformer: exactInteger })
  feesMinor!: number;

  /** Hundredths of a percent; null where the organiser took nothing. */
  @Column('integer', { nullable: true })
  feeBasisPoints!: number | null;

  @Column({ type: 'timestamptz', precision: 3 })
  closedAt!: Date;

  /** The subject of the token that it was done with. */
  @Column('text')
  closedBy!: string;
}
