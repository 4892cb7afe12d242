import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SigningKey } from '@maarad/shared/auth';

/** The key that this service signs with: one for all its processes, made at first need. */
@Entity('signing_keys')
export class KeptSigningKey {
  /** What it is for. */
  @PrimaryColumn('text')
  id!: string;

  @Column('jsonb')
  key!: SigningKey;
}
