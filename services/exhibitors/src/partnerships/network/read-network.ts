import type { DataSource } from 'typeorm';
import { defineLoaderWithArgs, groupedBy } from '@maarad/shared/graphql';
import type { NetworkArgs, NetworkSelection, PartnershipNetwork, PartnershipNetworkEdge } from './network.types.js';

/** $1 the editions, $2 the kinds, $3 the region, $4 the country. */
const matched = `
  WITH matched AS (
    SELECT p.id, p.edition_id, p.kind, p.agreed_at, p.from_exhibitor_id AS from_id,
           coalesce(p.to_exhibitor_id, p.outside_partner_id) AS to_id, p.to_exhibitor_id IS NOT NULL AS to_exhibits,
           f.region AS from_region, f.country AS from_country,
           t.region AS to_region, coalesce(t.country, o.country) AS to_country
    FROM partnerships p
    JOIN exhibitors f ON f.id = p.from_exhibitor_id
    LEFT JOIN exhibitors t ON t.id = p.to_exhibitor_id
    LEFT JOIN outside_partners o ON o.id = p.outside_partner_id
    WHERE p.edition_id = ANY($1::uuid[]) AND p.status = 'AGREED'
      AND ($2::text[] IS NULL OR p.kind = ANY($2))
      AND ($3::text IS NULL OR f.region = $3 OR t.region = $3)
      AND ($4::text IS NULL OR f.country = $4 OR coalesce(t.country, o.country) = $4)
  )`;

const parameters = (editionIds: readonly string[], { kinds, region, country }: NetworkSelection) => [
  editionIds,
  kinds ?? null,
  region ?? null,
  country ?? null,
];

interface EdgeRow extends PartnershipNetworkEdge {
  editionId: string;
  toExhibits: boolean;
  total: string;
}

/** The networks of editions: two statements, however many partnerships they have. */
export const networkOfEdition = defineLoaderWithArgs<NetworkArgs, PartnershipNetwork>(
  async (editionIds, { first, ...selection }, { database }) => {
    const rows: EdgeRow[] = await database.query(
      `${matched}
       SELECT id, edition_id AS "editionId", from_id AS "from", to_id AS "to", kind, agreed_at AS "agreedAt",
              to_exhibits AS "toExhibits", total
       FROM (
         SELECT *, count(*) OVER (PARTITION BY edition_id) AS total,
                row_number() OVER (PARTITION BY edition_id ORDER BY agreed_at DESC, id DESC) AS place
         FROM matched
       ) placed
       WHERE place <= $5 ORDER BY edition_id, place`,
      [...parameters(editionIds, selection), first],
    );
    const degrees = await degreesOf(database, editionIds, selection);
    return groupedBy(editionIds, rows, ({ editionId }) => editionId).map((edges, index) => {
      const editionId = editionIds[index] ?? '';
      const total = Number(edges[0]?.total ?? 0);
      const ends = edges.flatMap(({ from, to, toExhibits }) => [[from, true] as const, [to, toExhibits] as const]);
      const nodes = [...new Map(ends)].map(([id, exhibits]) => ({
        id,
        exhibits,
        degree: degrees.get(`${editionId}/${id}`) ?? 0,
      }));
      nodes.sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
      return { editionId, selection, nodes, edges, partnerships: total, truncated: total > edges.length };
    });
  },
);

async function degreesOf(database: DataSource, editionIds: readonly string[], selection: NetworkSelection) {
  const rows: { editionId: string; id: string; degree: string }[] = await database.query(
    `${matched}
     SELECT edition_id AS "editionId", id, count(*) AS degree
     FROM (SELECT edition_id, from_id AS id FROM matched UNION ALL SELECT edition_id, to_id FROM matched) ends
     GROUP BY edition_id, id`,
    parameters(editionIds, selection),
  );
  return new Map(rows.map(({ editionId, id, degree }) => [`${editionId}/${id}`, Number(degree)]));
}

export interface FigureRow {
  editionId: string;
  from: string | null;
  to: string | null;
  partnerships: number;
}

/** How many partnerships there are between each two regions, or countries, of editions: one statement. */
export const figuresOfEdition = defineLoaderWithArgs<NetworkSelection & { by: 'region' | 'country' }, FigureRow[]>(
  async (editionIds, { by, ...selection }, { database }) => {
    const rows: FigureRow[] = await database.query(
      `${matched}
       SELECT edition_id AS "editionId", from_${by} AS "from", to_${by} AS "to", count(*)::integer AS partnerships
       FROM (
         SELECT edition_id, from_${by}, to_${by} FROM matched WHERE from_${by} <= to_${by} OR to_${by} IS NULL
         UNION ALL
         SELECT edition_id, to_${by}, from_${by} FROM matched WHERE from_${by} > to_${by} OR (from_${by} IS NULL AND to_${by} IS NOT NULL)
       ) pairs
       GROUP BY edition_id, from_${by}, to_${by}
       ORDER BY partnerships DESC, from_${by}, to_${by}`,
      parameters(editionIds, selection),
    );
    return groupedBy(editionIds, rows, ({ editionId }) => editionId);
  },
);
