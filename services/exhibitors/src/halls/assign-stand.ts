import type { EntityManager } from 'typeorm';
import { standAssigned } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { BadUserInput, CodedError, Conflict } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { AssignStandInput } from './hall.inputs.js';
import { standFacts } from './stand-facts.js';
import { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

/** Gives a stand to a registration that takes part. Of many who try at once, one gets it: the database sees to that. */
export const assignStand = useCase(
  async (work, input: AssignStandInput, { clock }) => {
    const registration = await work.lock(Registration, input.registrationId);
    const stand = await work.find(Stand, input.standId);
    if (!registration.takesPart) {
      throw new CodedError('ILLEGAL_TRANSITION', `A registration that is ${registration.status} can hold no stand.`, {
        type: 'Registration',
        from: registration.status,
      });
    }
    if (stand.editionId !== registration.editionId) {
      throw new BadUserInput([
        { path: 'standId', rule: 'must be a stand of the edition that the registration is for' },
      ]);
    }
    const at = clock.now();
    const { editionId, exhibitorId } = registration;
    await work.insert(
      Object.assign(new StandHolding(), {
        id: newId(),
        standId: stand.id,
        editionId,
        registrationId: registration.id,
        exhibitorId,
        since: at,
      }),
    );
    const { facts, about } = await standFacts(work, stand, registration);
    work.record(standAssigned(stand.id, facts, { ...about, at }));
    return stand;
  },
  {
    violations: {
      stand_holdings_one_holder: ({ standId }, manager) => standTaken(standId, manager),
      stand_holdings_one_stand: async ({ registrationId }, manager) => {
        const holding = await manager.findOneBy(StandHolding, { registrationId });
        return new Conflict(
          'The registration holds a stand already.',
          holding ? [{ type: 'Stand', id: holding.standId }] : [],
        );
      },
    },
  },
);

async function standTaken(standId: string, manager: EntityManager): Promise<Conflict> {
  const holding = await manager.findOneBy(StandHolding, { standId });
  const holder = holding && (await manager.findOneBy(Exhibitor, { id: holding.exhibitorId }));
  return new Conflict('The stand is taken.', holder ? [{ type: 'Exhibitor', id: holder.id, name: holder.name }] : []);
}
