import { neighboursWithin } from './floor.js';
import { belongsTo, keeps, liesIn, needRules } from './hard-rules.js';
import type { Applicant, FloorStand, Problem, Quota, Zone } from './problem.js';

/**
 * A problem in numbers, sorted so that the order in which things were given does not matter. People and stands are places in
 * their lists; the first `asking` people ask for a stand and the first `free` stands can be given, the rest are settled.
 */
export interface Board {
  people: Applicant[];
  asking: number;
  stands: FloorStand[];
  free: number;
  /** Who is settled where: person by stand. */
  settledOn: Map<number, number>;
  /** 1 where the stand may be given to the person: `fits[person * free + stand]`. */
  fits: Uint8Array;
  /** The weight of the wishes that the stand alone decides (hall, preferred zone, corner), laid out like `fits`. */
  alone: Uint16Array;
  /** For each stand, its neighbours. */
  neighbours: number[][];
  /** Sectors as numbers. */
  sector: Int32Array;
  /** Whom each asking person wants near or away: those who are there. */
  near: number[][];
  apart: number[][];
  /** The weight of all that each asking person wishes. */
  wished: Int32Array;
  quotas: Quota[];
  /** Which quotas each person counts in. */
  quotasOf: number[][];
  zones: Zone[];
  problem: Problem;
}

const by =
  <Item>(key: (item: Item) => string) =>
  (one: Item, other: Item) =>
    key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;

export function boardOf(problem: Problem): Board {
  const settled = [...problem.settled].sort(by(({ applicant }) => applicant.id));
  const asking = [...problem.applicants].sort(by(({ id }) => id));
  const free = [...problem.free].sort(by(({ id }) => id));
  const people = [...asking, ...settled.map(({ applicant }) => applicant)];
  const stands = [...free, ...settled.map(({ stand }) => stand)];
  const quotas = [...problem.quotas].sort(by(({ code }) => code));
  const zones = [...problem.zones].sort(by(({ code }) => code));
  const sectors = [...new Set(people.map(({ sector }) => sector))];
  const placeOf = new Map(people.map(({ exhibitorId }, person) => [exhibitorId, person]));
  const present = (exhibitorIds: string[], self: number) =>
    [...new Set(exhibitorIds)].sort().flatMap((id) => {
      const person = placeOf.get(id);
      return person === undefined || person === self ? [] : [person];
    });
  const board: Board = {
    people,
    asking: asking.length,
    stands,
    free: free.length,
    settledOn: new Map(settled.map((_, index) => [free.length + index, asking.length + index])),
    fits: new Uint8Array(asking.length * free.length),
    alone: new Uint16Array(asking.length * free.length),
    neighbours: neighboursWithin(problem.neighbourWithin, stands),
    sector: Int32Array.from(people, ({ sector }) => sectors.indexOf(sector)),
    near: asking.map(({ wishes }, person) => present(wishes.near, person)),
    apart: asking.map(({ wishes }, person) => present(wishes.apartFrom, person)),
    wished: new Int32Array(asking.length),
    quotas,
    quotasOf: people.map((person) => [...quotas.keys()].filter((quota) => belongsTo(person, quotas[quota]!.group))),
    zones,
    problem,
  };
  weigh(board);
  return board;
}

/** The preferred zones that would suit a sector. */
export function zonesFor({ zones }: Board, sector: string): Zone[] {
  return zones.filter((zone) => !zone.hard && zone.sectors.includes(sector));
}

/** Whether there is another of a person's sector, so that it can be among its own. */
export function hasKin({ sector }: Board, person: number): boolean {
  return sector.some((other, index) => index !== person && other === sector[person]);
}

function weigh(board: Board): void {
  const { people, asking, stands, free, fits, alone, near, apart, wished } = board;
  const { weights } = board.problem;
  const zonesOfSector = sectorZones(board);
  for (let person = 0; person < asking; person += 1) {
    const applicant = people[person]!;
    const { hallCodes, corner } = applicant.wishes;
    const { open, preferred, prefers } = zonesOfSector(applicant);
    for (let stand = 0; stand < free; stand += 1) {
      const place = stands[stand]!;
      const cell = person * free + stand;
      fits[cell] = open[stand]! && needRules.every((rule) => keeps(rule, applicant, place, [])) ? 1 : 0;
      alone[cell] =
        (hallCodes.includes(place.hallCode) ? weights.hall : 0) +
        (preferred[stand]! ? weights.zone : 0) +
        (corner && place.corner ? weights.corner : 0);
    }
    wished[person] =
      (hallCodes.length > 0 ? weights.hall : 0) +
      (prefers ? weights.zone : 0) +
      (corner ? weights.corner : 0) +
      near[person]!.length * weights.near +
      apart[person]!.length * weights.apart +
      (hasKin(board, person) ? weights.cluster : 0);
  }
}

/** Zones speak of sectors, so each sector is held against each stand once. */
function sectorZones(board: Board) {
  const hardZones = board.zones.filter(({ hard }) => hard);
  const known = new Map<string, { open: boolean[]; preferred: boolean[]; prefers: boolean }>();
  return (applicant: Applicant) => {
    const zones = zonesFor(board, applicant.sector);
    const found = known.get(applicant.sector) ?? {
      open: board.stands.map((stand) => keeps('ZONE_HARD', applicant, stand, hardZones)),
      preferred: board.stands.map((stand) => zones.some((zone) => liesIn(stand, zone))),
      prefers: zones.length > 0,
    };
    known.set(applicant.sector, found);
    return found;
  };
}
