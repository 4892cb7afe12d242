import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a release says of a session. */
export enum Change {
  ADDED = 'ADDED',
  MOVED = 'MOVED',
  CANCELLED = 'CANCELLED',
  /** It is where it was, with others in it or in other words. */
  CHANGED = 'CHANGED',
}

/** Where and when a session is held, as a release keeps it; the instants as ISO 8601. */
export interface Place {
  venueId: string;
  startsAt: string;
  endsAt: string;
}

/**
 * What one release changed about one session. A session that it left as it was has no row: its place in the release is the one of its
 * last row before.
 */
@Entity()
export class ReleasedSession {
  @PrimaryColumn('uuid')
  sessionId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('uuid')
  releaseId!: string;

  @Column('uuid')
  editionId!: string;

  @Column('text')
  change!: Change;

  @Column('uuid')
  venueId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column('jsonb', { nullable: true })
  movedFrom!: Place | null;

  @Column('uuid', { array: true })
  performerIds!: string[];

  @Column('uuid', { array: true })
  exhibitorIds!: string[];

  @Column('uuid', { nullable: true })
  workshopId!: string | null;
}
