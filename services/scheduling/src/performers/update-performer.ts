import { useCase } from '@maarad/shared/database';
import { Money, textsOf } from '@maarad/shared/graphql';
import { Performer } from './performer.entity.js';
import type { UpdatePerformerInput } from './performer.inputs.js';

/** What is left out stays as it is. */
export const updatePerformer = useCase(async (work, input: UpdatePerformerInput) => {
  const performer = await work.lock(Performer, input.performerId);
  performer.name = input.name ? textsOf(input.name) : performer.name;
  performer.kind = input.kind ?? performer.kind;
  performer.origin = input.origin ?? performer.origin;
  performer.size = input.size ?? performer.size;
  performer.technicalNeeds = input.technicalNeeds ? textsOf(input.technicalNeeds) : performer.technicalNeeds;
  if (input.fee) {
    performer.agreeFee(Money.parse(input.fee, 'fee.amount'));
  }
  return work.save(performer);
});
