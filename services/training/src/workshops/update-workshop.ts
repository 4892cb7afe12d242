import { useCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { materialsOf } from './material.js';
import { requireLeads } from './who-leads.js';
import { Workshop } from './workshop.entity.js';
import type { UpdateWorkshopInput } from './workshop.inputs.js';

/** Other materials, or other words about what to bring along. What is not given stays. */
export const updateWorkshop = useCase(
  async (work, { workshopId, materials, prerequisites }: UpdateWorkshopInput, { principal }) => {
    const workshop = await work.lock(Workshop, workshopId);
    requireLeads(principal, workshop.trainerIds);
    workshop.materials = materials ? materialsOf(materials) : workshop.materials;
    workshop.prerequisites = prerequisites ? textsOf(prerequisites) : workshop.prerequisites;
    return work.save(workshop);
  },
);
