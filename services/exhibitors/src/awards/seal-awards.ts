import { In } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import { Conflict, type ConflictingThing } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { pairOf, partnershipInterests } from '../partnerships/interest/partnership-interest.js';
import { takingPart } from '../registrations/registration-status.js';
import { Registration } from '../registrations/registration.entity.js';
import { AwardCategory } from './award-category.entity.js';
import { SealedResult } from './award.entity.js';
import type { SealAwardsInput } from './awards.inputs.js';
import { Judging } from './judging.entity.js';
import { Interest, Juror } from './jury.entity.js';
import { Nominee, Score } from './nominee.entity.js';
import { rankNominees, type Sheet } from './tally.js';

/**
 * Ends the scoring and works out the result, which nobody reads until it is published. A score that is still being given is
 * waited for; one that comes later is refused. @throws Conflict that names who has not scored whom.
 */
export const sealAwards = useCase(async (work, { editionId, excusedJurorIds }: SealAwardsInput, { clock }) => {
  const judging = await work.lock(Judging, editionId);
  judging.seal(clock.now());
  const categories = await work.manager.findBy(AwardCategory, { editionId });
  const nominees = await nomineesThere(work, editionId);
  const { sheets, missing } = await sheetsOf(work, editionId, categories, nominees);
  const excused = new Set(excusedJurorIds);
  const open = missing.filter(({ jurorId }) => !excused.has(jurorId));
  const unjudged = nominees.filter(({ id }) => !sheets.some(({ nomineeId }) => nomineeId === id));
  if (open.length > 0 || unjudged.length > 0) {
    throw new Conflict(
      'Not every nominee has been scored by every juror who may.',
      [...new Set([...open.map(({ nomineeId }) => nomineeId), ...unjudged.map(({ id }) => id)])].map(
        (id): ConflictingThing => ({ type: 'Nominee', id }),
      ),
      { missing: open },
    );
  }
  const results = categories.flatMap(({ id: categoryId, criteria }) =>
    rankNominees(
      nominees.filter((nominee) => nominee.categoryId === categoryId).map(({ id }) => id),
      criteria,
      sheets,
    ).map(({ nomineeId, rank }) => ({ id: newId(), editionId, categoryId, nomineeId, rank })),
  );
  await work.manager.insert(SealedResult, results);
  return work.save(judging);
});

/** Those in the running that still take part. */
async function nomineesThere(work: Work, editionId: string): Promise<Nominee[]> {
  const nominees = await work.manager.findBy(Nominee, { editionId });
  const there = await work.manager.findBy(Registration, {
    editionId,
    exhibitorId: In(nominees.map(({ exhibitorId }) => exhibitorId)),
    status: In([...takingPart]),
  });
  const exhibitors = new Set(there.map(({ exhibitorId }) => exhibitorId));
  return nominees.filter(({ exhibitorId }) => exhibitors.has(exhibitorId));
}

/**
 * The complete sheets, and which are missing of those that are due: from every juror for every nominee without an interest. A
 * partnership asks for no score and takes none away: one that was given before, when there was none, counts.
 */
async function sheetsOf(work: Work, editionId: string, categories: AwardCategory[], nominees: Nominee[]) {
  const jurors = await work.manager.findBy(Juror, { editionId });
  const interests = await work.manager.findBy(Interest, { jurorId: In(jurors.map(({ id }) => id)) });
  const scores = await work.manager.findBy(Score, { nomineeId: In(nominees.map(({ id }) => id)) });
  const partners = await partnershipInterests(
    work.manager,
    jurors.map(({ exhibitorId }) => exhibitorId),
    nominees.map(({ exhibitorId }) => exhibitorId),
  );
  const pair = (jurorId: string, other: string) => `${jurorId}/${other}`;
  const excluded = new Set([
    ...interests.map(({ jurorId, exhibitorId }) => pair(jurorId, exhibitorId)),
    ...jurors.map(({ id, exhibitorId }) => pair(id, exhibitorId ?? '')),
  ]);
  const given = new Map<string, Sheet['points']>();
  for (const { jurorId, nomineeId, criterion, points } of scores) {
    const key = pair(jurorId, nomineeId);
    given.set(key, { ...given.get(key), [criterion]: points });
  }
  const criteriaOf = new Map(categories.map(({ id, criteria }) => [id, criteria]));
  const due = jurors.flatMap(({ id: jurorId, exhibitorId: jurorOf }) =>
    nominees
      .filter(({ exhibitorId }) => !excluded.has(pair(jurorId, exhibitorId)))
      .map(({ id, categoryId, exhibitorId }) => {
        const points = given.get(pair(jurorId, id)) ?? {};
        const lacking = (criteriaOf.get(categoryId) ?? []).filter(({ code }) => points[code] === undefined);
        const mayNot = partners.has(pairOf(jurorOf, exhibitorId));
        return { jurorId, nomineeId: id, points, complete: lacking.length === 0, mayNot };
      }),
  );
  return {
    sheets: due.filter(({ complete }) => complete),
    missing: due
      .filter(({ complete, mayNot }) => !complete && !mayNot)
      .map(({ jurorId, nomineeId }) => ({ jurorId, nomineeId })),
  };
}
