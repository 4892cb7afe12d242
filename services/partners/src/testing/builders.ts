import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';

export const actingForPartner = (partnerId: string): Principal => ({
  id: `partner-${partnerId}`,
  role: 'partner',
  partnerId,
});

/** Registers a partner; its id. */
export async function aPartner(service: TestService, overrides: Record<string, unknown> = {}): Promise<string> {
  const input = { name: { fr: 'Conseil régional' }, kind: 'REGIONAL_COUNCIL', idempotencyKey: newId(), ...overrides };
  const { registerPartner } = await service.data(
    'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  return registerPartner.id;
}
