import { In } from 'typeorm';
import { useCase } from '@maarad/shared/database';
import { BadUserInput, Forbidden } from '@maarad/shared/errors';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { requireNoPartnership } from '../partnerships/interest/partnership-interest.js';
import { AwardCategory } from './award-category.entity.js';
import type { DeclareConflictInput, ScoreNomineeInput } from './awards.inputs.js';
import { requireSeat } from './jury-seat.js';
import { Interest, Juror } from './jury.entity.js';
import { Nominee, Score } from './nominee.entity.js';
import { whileOpen } from './open-judging.js';

/** A juror gives a nominee points, or gives it others. @throws Forbidden where the juror has an interest. */
export const scoreNominee = useCase(async (work, { nomineeId, scores }: ScoreNomineeInput, { principal }) => {
  const nominee = await work.find(Nominee, nomineeId);
  const { exhibitorId, editionId } = nominee;
  const seat = await requireSeat(work, editionId, principal);
  await whileOpen(work, editionId);
  // Locked, so that a declaration and a score of one juror at once come one after the other.
  const juror = await work.lock(Juror, seat.id);
  const declared = await work.manager.existsBy(Interest, { jurorId: juror.id, exhibitorId });
  if (declared || juror.exhibitorId === exhibitorId || principal.exhibitorId === exhibitorId) {
    throw new Forbidden('A juror does not score an exhibitor in which it has an interest.');
  }
  await requireNoPartnership(work, [juror.exhibitorId, principal.exhibitorId], exhibitorId);
  const { criteria } = await work.find(AwardCategory, nominee.categoryId);
  const problems = scores.flatMap(({ criterion }, index) =>
    criteria.some(({ code }) => code === criterion)
      ? []
      : [{ path: `scores.${index}.criterion`, rule: `must be one of ${criteria.map(({ code }) => code).join(', ')}` }],
  );
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  const rows = scores.map(({ criterion, points }) => ({ jurorId: juror.id, nomineeId, criterion, points }));
  await work.manager.upsert(Score, rows, ['jurorId', 'nomineeId', 'criterion']);
  return nominee;
});

/** A juror says that it has an interest in an exhibitor: it no longer scores it, and what it gave before is gone. */
export const declareConflict = useCase(
  async (work, { editionId, exhibitorId, reason }: DeclareConflictInput, { principal, clock }) => {
    await whileOpen(work, editionId);
    const seat = await requireSeat(work, editionId, principal);
    const juror = await work.lock(Juror, seat.id);
    await work.find(Exhibitor, exhibitorId);
    const interest = { jurorId: juror.id, exhibitorId, reason, declaredAt: clock.now() };
    await work.manager.upsert(Interest, interest, ['jurorId', 'exhibitorId']);
    const nominees = await work.manager.findBy(Nominee, { editionId, exhibitorId });
    await work.manager.delete(Score, { jurorId: juror.id, nomineeId: In(nominees.map(({ id }) => id)) });
    return juror;
  },
);
