import { entityLoader } from '@maarad/shared/graphql';
import { Session } from './session.entity.js';

export const sessionById = entityLoader(Session);
