import { currentEditionIn } from '@maarad/shared/projections';
import type { BusinessFigure } from '@maarad/shared/telemetry';

const edition = currentEditionIn('edition_facts');

/** Of the current edition. */
export const figures: readonly BusinessFigure[] = [
  {
    name: 'maarad_fair_enrolments',
    help: 'Enrolments by status.',
    labels: ['status'],
    statement: `SELECT e.status, count(*) AS figure
      FROM ${edition} AS current JOIN workshops w ON w.edition_id = current.id JOIN enrolments e ON e.workshop_id = w.id
      GROUP BY e.status`,
  },
  {
    name: 'maarad_fair_workshops',
    help: 'Workshops by status.',
    labels: ['status'],
    statement: `SELECT w.status, count(*) AS figure
      FROM ${edition} AS current JOIN workshops w ON w.edition_id = current.id GROUP BY w.status`,
  },
  {
    name: 'maarad_fair_workshop_places',
    help: 'Places of the workshops that one can enrol in.',
    labels: [],
    statement: `SELECT coalesce(sum(w.capacity), 0) AS figure
      FROM ${edition} AS current JOIN workshops w ON w.edition_id = current.id AND w.status = 'SCHEDULED'`,
  },
];
