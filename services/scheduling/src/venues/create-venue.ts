import { creatingUseCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Venue } from './venue.entity.js';
import type { CreateVenueInput } from './venue.inputs.js';

/** Opens a place for sessions. */
export const createVenue = creatingUseCase(
  'createVenue',
  Venue,
  (work, { name, kind, capacity, changeOverMinutes }: CreateVenueInput) =>
    work.insert(
      Object.assign(new Venue(), {
        ...{ id: newId(), name: textsOf(name), kind, capacity },
        changeOverMinutes: changeOverMinutes ?? 0,
      }),
    ),
);
