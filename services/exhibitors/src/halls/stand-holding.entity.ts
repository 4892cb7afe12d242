import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, IsNull, MoreThan, PrimaryColumn, type FindOptionsWhere } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';
import type { StandSlice } from './stand-slices.js';

/**
 * That a registration has a stand, for some slices of the edition or for all of it. The database lets a stand have one holder a
 * slice, and a registration one stand a slice (`StandSlot`); a release deletes both.
 */
@ObjectType({ description: 'That an exhibitor has a stand, for the whole edition or for some of its half-days.' })
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

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  since!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'It is only held until then, unless the exhibitor confirms. Null: assigned.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  heldUntil!: Date | null;

  /** Null: the whole edition. */
  @Column('jsonb', { nullable: true })
  slices!: StandSlice[] | null;

  /** A hold past its deadline is nobody's, whether or not it was told yet. */
  ranOut(now: Date): boolean {
    return this.heldUntil !== null && this.heldUntil <= now;
  }
}

/** Of the holdings wanted, those that stand at this moment: assignments, and holds before their deadline. */
export function stillHeld(where: FindOptionsWhere<StandHolding>, now: Date): FindOptionsWhere<StandHolding>[] {
  return [
    { ...where, heldUntil: IsNull() },
    { ...where, heldUntil: MoreThan(now) },
  ];
}
