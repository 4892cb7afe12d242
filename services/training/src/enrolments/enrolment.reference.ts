import { In } from 'typeorm';
import { actsFor } from '@maarad/shared/auth';
import { Forbidden } from '@maarad/shared/errors';
import { pagesByParent } from '@maarad/shared/database';
import {
  defineLoader,
  defineLoaderWithArgs,
  entityLoader,
  groupedBy,
  type Context,
  type PageArgs,
} from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { leads } from '../workshops/who-leads.js';
import { workshopById } from '../workshops/workshop.reference.js';
import { Enrolment, type Attendee } from './enrolment.entity.js';

const enrolmentById = entityLoader(Enrolment);

/** Whether the principal is the exhibitor, one of the workshop's trainers, or the organiser. */
async function maySee(context: Context, { exhibitorId, workshopId }: Enrolment): Promise<boolean> {
  if (actsFor(context.principal, exhibitorId)) {
    return true;
  }
  const workshop = await workshopById(context).load(workshopId);
  return workshop !== null && leads(context.principal, workshop.trainerIds);
}

/** An enrolment, for those who may see it: null for all others, as if there were none. */
export async function visibleEnrolment(context: Context, id: string): Promise<Enrolment | null> {
  const enrolment = await enrolmentById(context).load(id);
  return enrolment && (await maySee(context, enrolment)) ? enrolment : null;
}

/** @throws Forbidden for all who may not see the enrolment, however they got at it. */
export async function requireMaySee(context: Context, enrolment: Enrolment): Promise<void> {
  if (!(await maySee(context, enrolment))) {
    throw new Forbidden();
  }
}

/** Who comes. @throws Forbidden for all who may not see the enrolment. */
export async function participantOf(context: Context, enrolment: Enrolment): Promise<Attendee> {
  await requireMaySee(context, enrolment);
  return enrolment.participant;
}

export const enrolmentsOfWorkshop = defineLoaderWithArgs((workshopIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, Enrolment, {
    parent: 'workshopId',
    parentIds: workshopIds,
    args,
    order: { by: ['id'] },
  }),
);

export const enrolmentsOfExhibitor = defineLoader(async (exhibitorIds: readonly string[], { database }) => {
  const enrolments = await database
    .getRepository(Enrolment)
    .find({ where: { exhibitorId: In(exhibitorIds.filter(isId)) }, order: { id: 'ASC' } });
  return groupedBy(exhibitorIds, enrolments, ({ exhibitorId }) => exhibitorId);
});
