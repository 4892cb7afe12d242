import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HalfDay } from './stand-slices.js';

/** One slice of a holding. Its constraints are the rule: `stand_slots_one_holder` and `stand_slots_one_stand`. */
@Entity()
export class StandSlot {
  @PrimaryColumn('uuid')
  holdingId!: string;

  @PrimaryColumn('date')
  day!: string;

  @PrimaryColumn('text')
  half!: HalfDay;

  @Column('uuid')
  standId!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  registrationId!: string;
}
