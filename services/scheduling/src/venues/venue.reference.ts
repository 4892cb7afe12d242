import { entityLoader } from '@maarad/shared/graphql';
import { Venue } from './venue.entity.js';

export const venueById = entityLoader(Venue);
