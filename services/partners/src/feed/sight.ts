import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Principal } from '@maarad/shared/auth';
import { sightOf, type PartnerStanding, type Sight } from '@maarad/shared/contracts';
import { isId } from '@maarad/shared/runtime';
import type { FeedEntry } from './feed-entry.entity.js';

type Database = Pick<EntityManager, 'query'>;

/** How partners stand at this moment, in one statement: those that are registered and open. */
async function standingsOf(database: Database, partnerIds: string[]): Promise<Map<string, PartnerStanding>> {
  const rows: (PartnerStanding & { id: string })[] = await database.query(
    `SELECT p.id, p.regions, ARRAY(
       SELECT a.exhibitor_id FROM partner_accesses a WHERE a.partner_id = p.id AND a.withdrawn_at IS NULL
     ) AS consents
     FROM partners p WHERE p.id = ANY($1) AND p.closed_at IS NULL`,
    [partnerIds.filter(isId)],
  );
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** What a principal may see at this moment: one statement for a partner, none for all others. */
export async function sightFor(database: Database, principal: Principal): Promise<Sight> {
  const { role, partnerId } = principal;
  return role === 'partner' && partnerId ? (await sightsOf(database, [partnerId]))(partnerId) : sightOf(principal);
}

/** What each of these partners may see at this moment, in one statement. */
export async function sightsOf(database: Database, partnerIds: string[]): Promise<(partnerId: string) => Sight> {
  const standings = await standingsOf(database, partnerIds);
  return (partnerId) => sightOf({ id: partnerId, role: 'partner', partnerId }, standings.get(partnerId));
}

/** The rule `maySee` of the contracts as SQL: both let the same through. */
export function narrowToSight(
  query: SelectQueryBuilder<FeedEntry>,
  { all, regions, exhibitors, partner }: Sight,
): void {
  if (all) {
    return;
  }
  const own = exhibitors.filter(isId);
  const seen = [
    `entry.audience = 'public'`,
    ...(regions === 'all' ? [`entry.audience = 'partners'`] : []),
    ...(regions !== 'all' && regions.length > 0
      ? [`entry.audience = 'partners' AND entry.region = ANY(:sightRegions)`]
      : []),
    ...(own.length > 0
      ? [`entry.audience IN ('partners', 'exhibitor') AND entry.exhibitors && :sightExhibitors::uuid[]`]
      : []),
    ...(partner && isId(partner) ? [`entry.audience = 'partner' AND entry.partner = :sightPartner`] : []),
  ];
  query.andWhere(`(${seen.join(' OR ')})`, { sightRegions: regions, sightExhibitors: own, sightPartner: partner });
}
