import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Principal } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Partnership } from './partnership.entity.js';
import type { PartnershipFilter } from './partnership.inputs.js';

/** The exhibitor for which the principal sees what is not public; none for the organiser, who sees all, and for all others. */
export const ownExhibitor = ({ role, exhibitorId }: Principal): string | null =>
  role === 'exhibitor' && isId(exhibitorId) ? exhibitorId : null;

const ownSide = ':own IN (partnership.fromExhibitorId, partnership.toExhibitorId)';

/** The partnerships that a filter leaves, of those that the principal may see. */
export function partnershipsQuery(
  { database, principal }: Context,
  filter: PartnershipFilter = {},
): SelectQueryBuilder<Partnership> {
  const query = database.getRepository(Partnership).createQueryBuilder('partnership');
  const own = ownExhibitor(principal);
  if (principal.role !== 'admin') {
    query.andWhere(own ? `(partnership.agreedAt IS NOT NULL OR ${ownSide})` : 'partnership.agreedAt IS NOT NULL', {
      own,
    });
  }
  const { editionId, exhibitorId, kind, status, followUpDueBefore } = filter;
  if (editionId) {
    query.andWhere(isId(editionId) ? 'partnership.editionId = :editionId' : 'false', { editionId });
  }
  if (exhibitorId) {
    const onASide = ':exhibitorId IN (partnership.fromExhibitorId, partnership.toExhibitorId)';
    query.andWhere(isId(exhibitorId) ? onASide : 'false', { exhibitorId });
  }
  if (kind) {
    query.andWhere('partnership.kind = :kind', { kind });
  }
  if (status) {
    query.andWhere('partnership.status = :status', { status });
  }
  if (followUpDueBefore) {
    query.andWhere('partnership.nextFollowUpDue < :followUpDueBefore', { followUpDueBefore });
    // When a follow-up is due is not public, so asking for it must not tell it.
    query.andWhere(principal.role === 'admin' ? 'true' : own ? ownSide : 'false', { own });
  }
  return fromWhere(query, filter);
}

/** Narrows by where either side comes from. */
function fromWhere(
  query: SelectQueryBuilder<Partnership>,
  { region, country }: PartnershipFilter,
): SelectQueryBuilder<Partnership> {
  const side = (column: string, parameter: string) =>
    `EXISTS (SELECT 1 FROM exhibitors side WHERE side.id IN (partnership.fromExhibitorId, partnership.toExhibitorId) AND side.${column} = :${parameter})`;
  if (region) {
    query.andWhere(side('region', 'region'), { region });
  }
  if (country) {
    const outside =
      'EXISTS (SELECT 1 FROM outside_partners outside WHERE outside.id = partnership.outsidePartnerId AND outside.country = :country)';
    query.andWhere(new Brackets((either) => either.where(side('country', 'country')).orWhere(outside)), { country });
  }
  return query;
}
