import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Span } from '../conflicts/span.js';

/** JSON holds instants as text. */
const spans = {
  to: (windows: Span[]) => windows,
  from: (windows: { startsAt: string; endsAt: string }[]): Span[] =>
    windows.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
};

/** When a performer or a venue can be had; without such a row, always. */
@Entity('availabilities')
export class Availability {
  @PrimaryColumn('uuid')
  resourceId!: string;

  @Column('text')
  resourceKind!: 'VENUE' | 'PERFORMER';

  /** By their start; none touches another. */
  @Column({ type: 'jsonb', transformer: spans })
  windows!: Span[];
}
