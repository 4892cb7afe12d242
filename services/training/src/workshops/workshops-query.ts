import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { Order } from '@maarad/shared/database';
import { isId } from '@maarad/shared/runtime';
import { Workshop } from './workshop.entity.js';
import type { WorkshopFilter } from './workshop.inputs.js';

export const inOrderOfTime: Order<Workshop> = { by: ['startsAt', 'id'] };

/** The workshops that a filter leaves. */
export function workshopsQuery(
  database: DataSource,
  { editionId, topics, statuses, language, level }: WorkshopFilter = {},
): SelectQueryBuilder<Workshop> {
  const query = database.getRepository(Workshop).createQueryBuilder('workshop');
  if (editionId) {
    query.andWhere(isId(editionId) ? 'workshop.editionId = :editionId' : 'false', { editionId });
  }
  if (topics) {
    query.andWhere('workshop.topic = ANY(:topics)', { topics });
  }
  if (statuses) {
    query.andWhere('workshop.status = ANY(:statuses)', { statuses });
  }
  if (language) {
    query.andWhere('workshop.language = :language', { language });
  }
  if (level) {
    query.andWhere('workshop.level = :level', { level });
  }
  return query;
}
