import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { Exhibitor } from './exhibitor.entity.js';
import type { UpdateExhibitorInput } from './exhibitor.inputs.js';
import { membershipProblems } from './membership-rules.js';

/** Corrects what is said of an exhibitor; its kind and origin stand. */
export const updateExhibitor = useCase(async (work, input: UpdateExhibitorInput, { principal }) => {
  requireActsFor(principal, input.exhibitorId);
  const problems = membershipProblems(input.members);
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  const exhibitor = await work.lock(Exhibitor, input.exhibitorId);
  const { name, locality, description, members, contact } = input;
  Object.assign(exhibitor, {
    ...(name && { name: textsOf(name) }),
    ...(locality && { locality: textsOf(locality) }),
    ...(description && { description: textsOf(description) }),
    ...(members && { members: { ...members } }),
    ...(contact && { contact: { ...contact } }),
  });
  return work.save(exhibitor);
});
