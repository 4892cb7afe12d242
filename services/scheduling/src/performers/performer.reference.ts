import { entityLoader } from '@maarad/shared/graphql';
import { Performer } from './performer.entity.js';

export const performerById = entityLoader(Performer);
