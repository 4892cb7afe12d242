import { currentEditionIn } from '@maarad/shared/projections';
import type { BusinessFigure } from '@maarad/shared/telemetry';

const edition = currentEditionIn('editions');

/** Of the current edition. */
export const figures: readonly BusinessFigure[] = [
  {
    name: 'maarad_fair_registrations',
    help: 'Registrations by status.',
    labels: ['status'],
    statement: `SELECT r.status, count(*) AS figure
      FROM ${edition} AS current JOIN registrations r ON r.edition_id = current.id GROUP BY r.status`,
  },
  {
    name: 'maarad_fair_stands',
    help: 'Stands by status: assigned for some of the edition at least, only held, or free.',
    labels: ['status'],
    statement: `SELECT status, count(*) AS figure FROM (
        SELECT CASE WHEN bool_or(h.id IS NOT NULL AND h.held_until IS NULL) THEN 'ASSIGNED'
          WHEN bool_or(h.held_until > now()) THEN 'HELD' ELSE 'FREE' END AS status
        FROM ${edition} AS current JOIN stands s ON s.edition_id = current.id
        LEFT JOIN stand_holdings h ON h.stand_id = s.id
        GROUP BY s.id
      ) AS each GROUP BY status`,
  },
];
