import type { EntityManager } from 'typeorm';
import type { Violations } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { StandHolding } from './stand-holding.entity.js';
import { sliceKey, type StandSlice } from './stand-slices.js';
import { StandSlot } from './stand-slot.entity.js';
import { Stand } from './stand.entity.js';

interface Attempt {
  standId: string;
  registrationId: string;
  slices?: StandSlice[] | null;
}

/**
 * What the database's refusals to give a stand mean: CONFLICT that names the holder and the first slice in the way. For the
 * `violations` of every use case that gives one.
 */
export function standViolations<Input>(attemptOf: (input: Input) => Attempt | undefined): Violations<Input> {
  return {
    stand_slots_one_holder: async (input, manager) => {
      const attempt = attemptOf(input);
      const slot = attempt && (await slotInTheWay(manager, { standId: attempt.standId }, attempt.slices));
      const holding = slot && (await manager.findOneBy(StandHolding, { id: slot.holdingId }));
      const holder = holding && (await manager.findOneBy(Exhibitor, { id: holding.exhibitorId }));
      return new Conflict(
        `The stand is taken${when(slot)}.`,
        holder ? [{ type: 'Exhibitor', id: holder.id, name: holder.name }] : [],
        sliceDetails(slot),
      );
    },
    stand_slots_one_stand: async (input, manager) => {
      const attempt = attemptOf(input);
      const slot = attempt && (await slotInTheWay(manager, { registrationId: attempt.registrationId }, attempt.slices));
      const stand = slot && (await manager.findOneBy(Stand, { id: slot.standId }));
      return new Conflict(
        `The registration holds a stand already${when(slot)}.`,
        stand ? [{ type: 'Stand', id: stand.id, name: stand.code }] : [],
        sliceDetails(slot),
      );
    },
  };
}

async function slotInTheWay(
  manager: EntityManager,
  where: { standId: string } | { registrationId: string },
  slices: StandSlice[] | null | undefined,
): Promise<StandSlot | undefined> {
  const slots = await manager.find(StandSlot, { where, order: { day: 'ASC', half: 'DESC' } });
  const wanted = slices && new Set(slices.map(sliceKey));
  return slots.find((slot) => !wanted || wanted.has(sliceKey(slot)));
}

const when = (slot: StandSlot | undefined): string => (slot ? ` on ${slot.day} in the ${slot.half.toLowerCase()}` : '');

const sliceDetails = (slot: StandSlot | undefined) => (slot ? { slice: { day: slot.day, half: slot.half } } : {});
