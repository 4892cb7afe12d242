import { entityLoader } from '@maarad/shared/graphql';
import { Edition } from './edition.entity.js';

export const editionById = entityLoader(Edition);
