import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { takingPart } from '../registrations/registration-status.js';
import { Registration } from '../registrations/registration.entity.js';
import { Exhibitor } from './exhibitor.entity.js';
import type { ExhibitorFilter } from './exhibitor.inputs.js';

/** The exhibitors that a filter leaves; with an edition, those who take part in it. */
export function exhibitorsQuery(
  database: DataSource,
  filter: ExhibitorFilter & { editionId?: string } = {},
): SelectQueryBuilder<Exhibitor> {
  const query = database.getRepository(Exhibitor).createQueryBuilder('exhibitor');
  if (filter.kinds) {
    query.andWhere('exhibitor.kind = ANY(:kinds)', { kinds: filter.kinds });
  }
  if (filter.regions) {
    query.andWhere('exhibitor.region = ANY(:regions)', { regions: filter.regions });
  }
  if (filter.country) {
    query.andWhere('exhibitor.country = :country', { country: filter.country });
  }
  if (filter.sector) {
    query.andWhere('exhibitor.sector = :sector', { sector: filter.sector });
  }
  if (filter.editionId) {
    const registered = query
      .subQuery()
      .select('1')
      .from(Registration, 'registration')
      .where(
        'registration.exhibitorId = exhibitor.id AND registration.editionId = :editionId AND registration.status = ANY(:takingPart)',
      )
      .getQuery();
    query.andWhere(`EXISTS ${registered}`, { editionId: filter.editionId, takingPart });
  }
  return query;
}
