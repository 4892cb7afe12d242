import { entityLoader } from '@maarad/shared/graphql';
import { Exhibitor } from './exhibitor.entity.js';

export const exhibitorById = entityLoader(Exhibitor);
