import { currentEditionIn } from '@maarad/shared/projections';
import type { BusinessFigure } from '@maarad/shared/telemetry';

const edition = currentEditionIn('edition_facts');

const ofSessions = (figure: string) => `SELECT ${figure} AS figure
  FROM ${edition} AS current JOIN sessions s ON s.edition_id = current.id AND s.status = 'SCHEDULED'`;

/** Of the current edition. */
export const figures: readonly BusinessFigure[] = [
  {
    name: 'maarad_fair_sessions',
    help: 'Sessions by status.',
    labels: ['status'],
    statement: `SELECT s.status, count(*) AS figure
      FROM ${edition} AS current JOIN sessions s ON s.edition_id = current.id GROUP BY s.status`,
  },
  {
    name: 'maarad_fair_seats',
    help: 'Seats of the sessions that take place.',
    labels: [],
    statement: ofSessions('coalesce(sum(s.capacity), 0)'),
  },
  {
    name: 'maarad_fair_seats_taken',
    help: 'Seats that are reserved in the sessions that take place.',
    labels: [],
    statement: ofSessions('coalesce(sum(s.seats_taken), 0)'),
  },
  {
    name: 'maarad_fair_people_present',
    help: 'People checked in, over the sessions that take place.',
    labels: [],
    statement: ofSessions('coalesce(sum(s.people_present), 0)'),
  },
];
