import { useCase } from '@maarad/shared/database';
import { callOffWorkshop } from './call-off-workshop.js';
import { requireLeads } from './who-leads.js';
import { Workshop } from './workshop.entity.js';
import type { CancelWorkshopInput } from './workshop.inputs.js';

/** Calls a workshop off; scheduling takes its session out of the programme when it hears of it. */
export const cancelWorkshop = useCase(
  async (work, { workshopId, reason }: CancelWorkshopInput, { principal, clock }) => {
    const workshop = await work.lock(Workshop, workshopId);
    requireLeads(principal, workshop.trainerIds);
    await callOffWorkshop(work, workshop, { reason, at: clock.now() });
    return workshop;
  },
);
