import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResourceKind } from './resource.js';

/** That a session takes a resource for its time. The database lets no resource be taken twice at once; what is cancelled takes nothing. */
@Entity()
export class Booking {
  @PrimaryColumn('uuid')
  sessionId!: string;

  @PrimaryColumn('text')
  resourceKind!: ResourceKind;

  @PrimaryColumn('uuid')
  resourceId!: string;

  /** Half-open, so that one session may begin at the instant at which another ends. */
  @Column('tstzrange')
  during!: string;
}
