import { defineLoader, groupedBy } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import type { InclusionSummary } from './inclusion-summary.js';
import { areFewSql } from './people.js';
import { summarise, type ParticipantFigures } from './summarise.js';

/** What is shown of those who take part in editions, of any number of them in one statement. */
export const inclusionOfEdition = defineLoader(
  async (editionIds: readonly string[], { database }): Promise<InclusionSummary[]> => {
    const rows: (ParticipantFigures & { editionId: string })[] = await database.query(
      `SELECT edition_id AS "editionId", kind, country, region, count(*)::integer AS exhibitors,
         count(*) FILTER (WHERE women_led)::integer AS "womenLed", count(*) FILTER (WHERE youth_led)::integer AS "youthLed",
         sum(members)::integer AS members, sum(women)::integer AS women, sum(youth)::integer AS youth,
         coalesce(sum(members) FILTER (WHERE few), 0)::integer AS "unseenMembers",
         coalesce(sum(women) FILTER (WHERE few), 0)::integer AS "unseenWomen",
         coalesce(sum(youth) FILTER (WHERE few), 0)::integer AS "unseenYouth"
       FROM (SELECT *, ${areFewSql} AS few FROM inclusion_participants WHERE edition_id = ANY($1)) AS participants
       GROUP BY edition_id, kind, country, region`,
      [editionIds.filter(isId)],
    );
    return groupedBy(editionIds, rows, ({ editionId }) => editionId).map((own, index) =>
      summarise(editionIds[index] ?? '', own),
    );
  },
);
