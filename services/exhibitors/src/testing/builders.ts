import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';

const as = { as: organiser };
const key = () => ({ idempotencyKey: newId() });

/** Builders of the fair's things through the schema: each takes overrides and gives the id. */
export function builders(service: TestService) {
  const create = async (mutation: string, type: string, input: object): Promise<string> => {
    const data = await service.data(
      `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`,
      { input },
      as,
    );
    return data.made.id as string;
  };
  let editions = 0;
  return {
    edition: (overrides: object = {}) =>
      create('createEdition', 'CreateEditionInput', {
        ...key(),
        number: (editions += 1),
        name: { ar: 'المعرض الجهوي', fr: 'La foire régionale' },
        theme: { ar: 'من أجل اقتصاد اجتماعي وتضامني منصف ودامج' },
        city: { ar: 'مراكش', fr: 'Marrakech' },
        region: 'MARRAKECH_SAFI',
        startsOn: '2025-01-27',
        endsOn: '2025-02-02',
        organisers: [{ name: { ar: 'مجلس جهة مراكش آسفي' } }],
        ...overrides,
      }),
    exhibitor: (overrides: object = {}) =>
      create('createExhibitor', 'CreateExhibitorInput', {
        ...key(),
        name: { ar: 'تعاونية أركان', fr: 'Coopérative Argane' },
        kind: 'AGRICULTURAL_COOPERATIVE',
        sector: 'ARGAN',
        region: 'SOUSS_MASSA',
        members: { total: 40, women: 36, youth: 12 },
        contact: { person: 'Fatima', email: 'fatima@argan.example' },
        ...overrides,
      }),
    registration: (editionId: string, exhibitorId: string) =>
      create('submitRegistration', 'SubmitRegistrationInput', { ...key(), editionId, exhibitorId }),
    step: (mutation: string, registrationId: string, reason?: string) =>
      service.execute(
        `mutation ($input: ${/^(reject|withdraw)/.test(mutation) ? 'RegistrationRefusalInput' : 'RegistrationStepInput'}!) { made: ${mutation}(input: $input) { id status history { status by reason } stand { code } } }`,
        { input: { registrationId, ...(reason && { reason }) } },
        as,
      ),
    async approved(editionId: string, exhibitorId: string): Promise<string> {
      const id = await this.registration(editionId, exhibitorId);
      await this.step('approveRegistration', id);
      return id;
    },
    async hall(editionId: string, stands = 2): Promise<{ id: string; standIds: string[] }> {
      const id = await create('createHall', 'CreateHallInput', {
        ...key(),
        editionId,
        code: 'A',
        name: { ar: 'القاعة أ' },
        width: 200,
        depth: 10,
        stands: Array.from({ length: stands }, (_, index) => ({
          code: `A-${index + 1}`,
          position: { x: index * 3, y: 0, width: 3, depth: 3 },
        })),
      });
      const { edition } = await service.data('query ($id: ID!) { edition(id: $id) { halls { stands { id } } } }', {
        id: editionId,
      });
      return { id, standIds: edition.halls[0].stands.map((stand: { id: string }) => stand.id) };
    },
    assign: (standId: string, registrationId: string) =>
      service.execute(
        'mutation ($input: AssignStandInput!) { made: assignStand(input: $input) { id status occupant { id } } }',
        { input: { standId, registrationId } },
        as,
      ),
  };
}
