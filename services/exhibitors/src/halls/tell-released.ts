import { standReleased } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { standFacts } from './stand-facts.js';
import type { StandHolding } from './stand-holding.entity.js';

/** Tells that a holding is no more. The caller has deleted it. */
export async function tellReleased(work: Work, holding: StandHolding, reason: string, at: Date): Promise<void> {
  const { facts, about } = await standFacts(work, holding);
  work.record(standReleased(holding.standId, { ...facts, reason }, { ...about, at }));
}

export const holdRanOut = ({ heldUntil }: StandHolding): string =>
  `The hold ran out at ${heldUntil?.toISOString() ?? ''}.`;
