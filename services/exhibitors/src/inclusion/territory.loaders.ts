import { defineLoader, type Region } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import type { Territory } from './inclusion-summary.js';

/** What became of those from a region in an edition. */
export interface TerritoryResults {
  awards: number;
  stands: number;
  partnerships: number;
}

const keyOf = ({ editionId, region }: Pick<Territory, 'editionId' | 'region'>) => `${editionId} ${region}`;

const none: TerritoryResults = { awards: 0, stands: 0, partnerships: 0 };

/** The results of any number of territories, in one statement. */
export const resultsOfTerritory = defineLoader(async (territories: readonly Territory[], { database }) => {
  const editionIds = [...new Set(territories.map(({ editionId }) => editionId).filter(isId))];
  const rows: (TerritoryResults & { editionId: string; region: Region })[] = await database.query(
    `SELECT edition_id AS "editionId", region, count(DISTINCT award_id)::integer AS awards,
       count(DISTINCT stand_id)::integer AS stands, count(DISTINCT partnership_id)::integer AS partnerships
     FROM (
       SELECT edition_id, exhibitor_id, id AS award_id, NULL::uuid AS stand_id, NULL::uuid AS partnership_id
         FROM awards WHERE edition_id = ANY($1)
       UNION ALL
       SELECT edition_id, exhibitor_id, NULL, stand_id, NULL
         FROM stand_holdings WHERE edition_id = ANY($1) AND held_until IS NULL
       UNION ALL
       SELECT edition_id, side, NULL, NULL, id
         FROM partnerships CROSS JOIN LATERAL unnest(ARRAY[from_exhibitor_id, to_exhibitor_id]) AS side
         WHERE edition_id = ANY($1) AND agreed_at IS NOT NULL
     ) AS results JOIN exhibitors e ON e.id = results.exhibitor_id
     WHERE e.region IS NOT NULL GROUP BY edition_id, region`,
    [editionIds],
  );
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return territories.map((territory) => byKey.get(keyOf(territory)) ?? none);
});
