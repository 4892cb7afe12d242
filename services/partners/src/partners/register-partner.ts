import { creatingUseCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Partner } from './partner.entity.js';
import type { RegisterPartnerInput } from './partner.inputs.js';

export const registerPartner = creatingUseCase(
  'registerPartner',
  Partner,
  (work, { name, kind, regions }: RegisterPartnerInput, { clock }) =>
    work.insert(
      Object.assign(new Partner(), {
        id: newId(),
        name: textsOf(name),
        kind,
        regions: [...new Set(regions)],
        registeredAt: clock.now(),
        closedAt: null,
      }),
    ),
);
