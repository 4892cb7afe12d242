import { Entity, PrimaryColumn } from 'typeorm';

/** A workshop that was cancelled: should its announcement be handled only now (it had been parked), it gets no session. */
@Entity()
export class CancelledWorkshop {
  @PrimaryColumn('uuid')
  id!: string;
}
