import { creatingUseCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Trainer } from './trainer.entity.js';
import type { CreateTrainerInput } from './trainer.inputs.js';

/** Enters an expert who may lead workshops. */
export const createTrainer = creatingUseCase(
  'createTrainer',
  Trainer,
  (work, { name, biography }: CreateTrainerInput) =>
    work.insert(
      Object.assign(new Trainer(), {
        id: newId(),
        name: textsOf(name),
        biography: biography ? textsOf(biography) : null,
      }),
    ),
);
