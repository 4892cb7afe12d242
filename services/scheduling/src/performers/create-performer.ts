import { creatingUseCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Performer } from './performer.entity.js';
import type { CreatePerformerInput } from './performer.inputs.js';

/** Enters a performer in the books, so that sessions can name it. */
export const createPerformer = creatingUseCase(
  'createPerformer',
  Performer,
  (work, { name, kind, origin }: CreatePerformerInput) =>
    work.insert(Object.assign(new Performer(), { id: newId(), name: textsOf(name), kind, origin: origin ?? null })),
);
