import { useCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { Partner } from './partner.entity.js';
import type { UpdatePartnerInput } from './partner.inputs.js';

export const updatePartner = useCase(async (work, { partnerId, name, kind, regions }: UpdatePartnerInput) => {
  const partner = await work.lock(Partner, partnerId);
  return work.save(
    Object.assign(partner, {
      name: name ? textsOf(name) : partner.name,
      kind: kind ?? partner.kind,
      regions: regions ? [...new Set(regions)] : partner.regions,
    }),
  );
});
