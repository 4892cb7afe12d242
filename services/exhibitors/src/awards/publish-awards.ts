import { In } from 'typeorm';
import { awardGranted } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { AwardCategory } from './award-category.entity.js';
import { Award, SealedResult } from './award.entity.js';
import type { PublishAwardsInput } from './awards.inputs.js';
import { Judging } from './judging.entity.js';
import { Nominee } from './nominee.entity.js';

/** The ceremony: the sealed result becomes awards that everyone sees, and each is told. */
export const publishAwards = useCase(async (work, { editionId, citations }: PublishAwardsInput, { clock }) => {
  const at = clock.now();
  const judging = await work.lock(Judging, editionId);
  judging.publish(at);
  const nominees = await work.manager.findBy(Nominee, { editionId });
  const citationOf = new Map(citations.map(({ nomineeId, citation }) => [nomineeId, textsOf(citation)]));
  // Asked of all nominees alike: asking for the laureates' alone would say who they are.
  const uncited = nominees.filter(({ id }) => !citationOf.has(id));
  if (uncited.length > 0) {
    throw new BadUserInput(
      uncited.map(({ id }) => ({ path: 'citations', rule: `must have one for the nominee ${id}` })),
    );
  }
  const categories = await work.manager.findBy(AwardCategory, { editionId });
  const results = await work.manager.find(SealedResult, { where: { editionId }, order: { rank: 'ASC', id: 'ASC' } });
  const exhibitors = await work.manager.findBy(Exhibitor, { id: In(nominees.map(({ exhibitorId }) => exhibitorId)) });
  const { region } = await work.find(Edition, editionId);
  const granted = categories.flatMap(({ id: categoryId, name, places }) =>
    results
      .filter((result) => result.categoryId === categoryId && result.rank <= places)
      .map(({ id, nomineeId, rank }) => {
        const exhibitorId = nominees.find((nominee) => nominee.id === nomineeId)?.exhibitorId ?? '';
        const citation = citationOf.get(nomineeId) ?? {};
        const award = Object.assign(new Award(), {
          id,
          editionId,
          categoryId,
          exhibitorId,
          rank,
          citation,
          grantedAt: at,
        });
        const laureate = exhibitors.find((exhibitor) => exhibitor.id === exhibitorId);
        const data = { editionId, exhibitorId, categoryId, category: name, citation, rank };
        return {
          award,
          event: awardGranted(id, data, {
            edition: editionId,
            region: laureate?.region ?? region,
            kind: laureate?.kind,
            at,
          }),
        };
      }),
  );
  await work.manager.insert(
    Award,
    granted.map(({ award }) => award),
  );
  await work.save(judging);
  work.record(...granted.map(({ event }) => event));
  return granted.map(({ award }) => award);
});
