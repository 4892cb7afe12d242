import { createHash } from 'node:crypto';
import { ConflictRule } from '../conflicts/conflict-rule.js';
import { prolonged } from '../conflicts/span.js';
import { freeSlots, type RuledOut } from './free-slots.js';
import { scored, type ScoredSlot } from './score-slot.js';
import type { Site } from './site.js';
import { peopleOf, type Wish } from './wish.js';

export interface Placement {
  index: number;
  slot: ScoredSlot;
}

export interface Refusal {
  index: number;
  /** The rule that ruled out the most slots; null when no time was left at all. */
  rule: ConflictRule | null;
  ruledOut: RuledOut;
}

export interface Placed {
  placements: Placement[];
  refusals: Refusal[];
  score: number;
}

/** Each further try begins with those that the one before could not place. */
const tries = 5;

/**
 * Places as many sessions as it can, the hardest first, each where the most speaks for it. Nothing but site, wishes and seed decides;
 * the seed, where two would do.
 */
export function placeAll(site: Site, wishes: readonly Wish[], seed: number): Placed {
  let order = wishes
    .map((wish, index) => ({ index, hard: hardness(site, wish), lot: lotOf(seed, index) }))
    .sort((one, other) => other.hard - one.hard || (one.lot < other.lot ? -1 : 1))
    .map(({ index }) => index);
  let best: Placed | undefined;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const placed = placeInOrder(site, wishes, order, seed);
    if (!best || isBetter(placed, best)) {
      best = placed;
    }
    if (placed.refusals.length === 0) {
      break;
    }
    const refused = new Set(placed.refusals.map(({ index }) => index));
    order = [...order.filter((index) => refused.has(index)), ...order.filter((index) => !refused.has(index))];
  }
  return best ?? { placements: [], refusals: [], score: 0 };
}

const isBetter = (one: Placed, other: Placed) =>
  one.refusals.length < other.refusals.length ||
  (one.refusals.length === other.refusals.length && one.score > other.score);

/** The longer, the more people and the fewer venues, the harder to place. */
function hardness({ venues }: Site, wish: Wish): number {
  const fit = venues.filter(
    ({ id, capacity }) => (wish.venueIds?.includes(id) ?? true) && capacity >= (wish.capacity ?? 0),
  );
  return (wish.minutes * (1 + peopleOf(wish).length) * (wish.within ? 2 : 1)) / Math.max(1, fit.length);
}

const lotOf = (seed: number, index: number) => createHash('sha256').update(`${seed}/${index}`).digest('hex');

function placeInOrder(site: Site, wishes: readonly Wish[], order: readonly number[], seed: number): Placed {
  const calendar = site.calendar.copy();
  const placements: Placement[] = [];
  const refusals: Refusal[] = [];
  for (const index of order) {
    const wish = wishes[index] as Wish;
    const { slots, ruledOut } = freeSlots({ ...site, calendar }, wish);
    const slot = pick(scored({ ...site, calendar }, wish, slots), lotOf(seed, index));
    if (!slot) {
      refusals.push({ index, rule: mainRule(ruledOut), ruledOut });
      continue;
    }
    placements.push({ index, slot });
    for (const resource of peopleOf(wish)) {
      calendar.take({
        resource,
        sessionId: null,
        venueId: slot.venue.id,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
      });
    }
    const { id, changeOverMinutes } = slot.venue;
    calendar.take({
      resource: { kind: 'VENUE', id },
      sessionId: null,
      venueId: id,
      ...prolonged(slot, changeOverMinutes),
    });
  }
  const byIndex = (one: { index: number }, other: { index: number }) => one.index - other.index;
  return {
    placements: placements.sort(byIndex),
    refusals: refusals.sort(byIndex),
    score: placements.reduce((sum, { slot }) => sum + slot.score, 0),
  };
}

/** Of the slots that are as good as the best, the one that the lot falls on. */
function pick(slots: readonly ScoredSlot[], lot: string): ScoredSlot | undefined {
  const asGood = slots.filter(({ score }) => score === slots[0]?.score);
  return asGood[Number.parseInt(lot.slice(0, 8), 16) % asGood.length];
}

function mainRule(ruledOut: RuledOut): ConflictRule | null {
  const [most] = [...ruledOut].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return most?.[0] ?? null;
}
