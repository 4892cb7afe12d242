import { useCase } from '@maarad/shared/database';
import { requireEdition } from '@maarad/shared/projections';
import { FairFees } from './fair-fees.entity.js';
import type { SetFairFeesInput } from './statement.inputs.js';

/** Sets what the organiser takes from now on, of all days that are not closed. */
export const setFairFees = useCase(async (work, { editionId, percent }: SetFairFeesInput, { principal, clock }) => {
  await requireEdition(work, editionId);
  const basisPoints = Math.round(Number(percent) * 100);
  const fees = Object.assign(new FairFees(), { editionId, basisPoints, setAt: clock.now(), setBy: principal.id });
  await work.manager.upsert(FairFees, fees, ['editionId']);
  return fees;
});
