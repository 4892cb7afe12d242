import { creatingUseCase } from '@maarad/shared/database';
import { Money, textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Performer } from './performer.entity.js';
import type { CreatePerformerInput } from './performer.inputs.js';

/** Enters a performer in the books, so that sessions can name it. */
export const createPerformer = creatingUseCase('createPerformer', Performer, (work, input: CreatePerformerInput) => {
  const { name, kind, origin = null, size = null, technicalNeeds, fee } = input;
  const performer = Object.assign(new Performer(), {
    ...{ id: newId(), name: textsOf(name), kind, origin, size },
    technicalNeeds: technicalNeeds ? textsOf(technicalNeeds) : null,
  });
  performer.agreeFee(fee ? Money.parse(fee, 'fee.amount') : null);
  return work.insert(performer);
});
