import type { Texts } from '@maarad/shared/graphql';
import type { ShownSession } from './shown-session.js';

interface Named {
  id: string;
  name: Texts;
}

/** A whole programme as a release made it known, to be read without a network. */
export interface ProgrammeSnapshot {
  type: 'programme';
  edition: Named & { startsOn: string; endsOn: string; timeZone: string };
  version: number;
  releasedAt: string;
  note: Texts | null;
  /** By their start. */
  sessions: ShownSession[];
  venues: (Named & { kind: string; capacity: number })[];
  performers: (Named & { kind: string; origin: string | null })[];
  exhibitors: Named[];
}

/** The lists of a snapshot: what a delta is made of. */
export const lists = ['sessions', 'venues', 'performers', 'exhibitors'] as const;
export type ListName = (typeof lists)[number];
