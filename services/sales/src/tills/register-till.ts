import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { requireOpenStall } from '../stalls/require-open-stall.js';
import { Till } from './till.entity.js';
import type { RegisterTillInput } from './till.inputs.js';

/** A device is made known with its public key, while there is a network: its journal is believed from then on. */
export const registerTill = creatingUseCase(
  'registerTill',
  Till,
  async (work, { exhibitorId, editionId, name, publicKey }: RegisterTillInput, { principal, clock }) => {
    requireActsFor(principal, exhibitorId);
    await requireOpenStall(work, exhibitorId, editionId);
    const registeredAt = clock.now();
    return work.insert(
      Object.assign(new Till(), { id: newId(), exhibitorId, editionId, name, publicKey, registeredAt }),
    );
  },
  {
    violations: {
      tills_public_key: () => new Conflict('Another till has this key.', []),
    },
  },
);
