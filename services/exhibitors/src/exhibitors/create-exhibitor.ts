import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Exhibitor } from './exhibitor.entity.js';
import type { CreateExhibitorInput } from './exhibitor.inputs.js';
import { membershipProblems } from './membership-rules.js';

/** Enters an exhibitor in the books of the fair. Taking part in an edition is another step: a registration. */
export const createExhibitor = creatingUseCase(
  'createExhibitor',
  Exhibitor,
  async (work, input: CreateExhibitorInput) => {
    const problems = [...membershipProblems(input.members), ...originProblems(input)];
    if (problems.length > 0) {
      throw new BadUserInput(problems);
    }
    const { kind, sector, country, region, locality, description, foundedIn, members, contact } = input;
    return work.insert(
      Object.assign(new Exhibitor(), {
        id: newId(),
        name: textsOf(input.name),
        kind,
        sector,
        country,
        region: region ?? null,
        locality: locality ? textsOf(locality) : null,
        description: description ? textsOf(description) : null,
        foundedIn: foundedIn ?? null,
        members: members ? { ...members } : null,
        contact: contact ? { ...contact } : null,
      }),
    );
  },
);

function originProblems({ country, region }: CreateExhibitorInput): InputProblem[] {
  if (country === 'MA') {
    return region ? [] : [{ path: 'region', rule: 'is needed for an exhibitor from Morocco' }];
  }
  return region ? [{ path: 'region', rule: 'is a region of Morocco: leave it out for an exhibitor from abroad' }] : [];
}
