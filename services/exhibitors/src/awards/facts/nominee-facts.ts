import { defineLoader, Money } from '@maarad/shared/graphql';
import { editionById } from '../../editions/edition.reference.js';
import { exhibitorById } from '../../exhibitors/exhibitor.reference.js';
import { NomineeFacts, type Nominee } from '../nominee.entity.js';
import { salesGrowth } from './sales-growth.js';

/** What was told of an exhibitor in an edition; amounts in minor units. */
interface Told {
  editionId: string;
  exhibitorId: string;
  trainingPlaces: number;
  trainingCompleted: number;
  days: { day: string; orders: number; revenue: number }[];
}

/** The facts shown to the jury, of all nominees of a list in a constant number of statements. */
export const factsOf = defineLoader(async (nominees: readonly Nominee[], context) => {
  const pairs = [nominees.map(({ editionId }) => editionId), nominees.map(({ exhibitorId }) => exhibitorId)];
  const rows: Told[] = await context.database.query(
    `SELECT asked.edition_id AS "editionId", asked.exhibitor_id AS "exhibitorId",
       (SELECT count(*)::int FROM exhibitor_training_places places
        WHERE places.edition_id = asked.edition_id AND places.exhibitor_id = asked.exhibitor_id) AS "trainingPlaces",
       (SELECT count(*)::int FROM exhibitor_training_completed completed
        WHERE completed.edition_id = asked.edition_id AND completed.exhibitor_id = asked.exhibitor_id) AS "trainingCompleted",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'orders', orders, 'revenue', revenue)), '[]')
        FROM exhibitor_sales_days days
        WHERE days.edition_id = asked.edition_id AND days.exhibitor_id = asked.exhibitor_id) AS days
     FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS pairs (edition_id, exhibitor_id)) AS asked`,
    pairs,
  );
  const [editions, exhibitors] = await Promise.all([
    editionById(context).loadMany(nominees.map(({ editionId }) => editionId)),
    exhibitorById(context).loadMany(nominees.map(({ exhibitorId }) => exhibitorId)),
  ]);
  return nominees.map((nominee, index) => {
    const [edition, exhibitor] = [editions[index], exhibitors[index]];
    if (!edition || edition instanceof Error || !exhibitor || exhibitor instanceof Error) {
      return new Error(`The edition or the exhibitor of nominee ${nominee.id} cannot be read.`);
    }
    const told = rows.find((row) => row.editionId === nominee.editionId && row.exhibitorId === nominee.exhibitorId);
    const days = told?.days ?? [];
    const total = exhibitor.members?.total ?? 0;
    const shareOf = (part: number | undefined) => (total > 0 && part !== undefined ? part / total : null);
    return Object.assign(new NomineeFacts(), {
      womenShare: shareOf(exhibitor.members?.women),
      youthShare: shareOf(exhibitor.members?.youth),
      orders: days.reduce((sum, { orders }) => sum + orders, 0),
      revenue: Money.of(
        days.reduce((sum, { revenue }) => sum + revenue, 0),
        edition.currency,
      ),
      salesGrowth: salesGrowth(edition, days),
      trainingPlaces: told?.trainingPlaces ?? 0,
      trainingCompleted: told?.trainingCompleted ?? 0,
    });
  });
});
