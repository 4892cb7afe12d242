import { entityLoader } from '@maarad/shared/graphql';
import { Trainer } from './trainer.entity.js';

export const trainerById = entityLoader(Trainer);
