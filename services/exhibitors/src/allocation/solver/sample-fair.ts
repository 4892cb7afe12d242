import { Draw } from './draw.js';
import { isCorner } from './floor.js';
import { usualNeighbourWithin, usualWeights, type Applicant, type FloorStand, type Problem } from './problem.js';

const sectors = [
  'ARGAN',
  'POTTERY',
  'WEAVING',
  'OLIVE',
  'SAFFRON',
  'HONEY',
  'LEATHER',
  'DATES',
  'WOODWORK',
  'SERVICES',
];
const kinds = ['ARTISAN', 'CRAFT_COOPERATIVE', 'AGRICULTURAL_COOPERATIVE', 'ASSOCIATION'];
const regions = ['MARRAKECH_SAFI', 'SOUSS_MASSA', 'DRAA_TAFILALET', 'FES_MEKNES', 'ORIENTAL'];
const [perHall, perRow, side] = [60, 15, 3];

/**
 * A made-up fair to measure the allocation with: halls of sixty stands in double rows, exhibitors of whom a third needs power,
 * a tenth water, and most wish for a hall, for neighbours or to be apart. The same seed makes the same fair.
 */
export function sampleFair({
  exhibitors,
  stands,
  seed,
}: {
  exhibitors: number;
  stands: number;
  seed: number;
}): Problem {
  const draw = new Draw(seed);
  const free = Array.from({ length: stands }, (_, index) => standNumber(index, draw));
  const halls = [...new Set(free.map(({ hallCode }) => hallCode))];
  const applicants = Array.from({ length: exhibitors }, (_, index) => applicantNumber(index, exhibitors, halls, draw));
  return {
    applicants,
    free,
    settled: [],
    quotas: [
      { code: 'SOUSS', group: { regions: ['SOUSS_MASSA'] }, min: 0, max: Math.floor(stands * 0.3) },
      { code: 'WOMEN_LED', group: { womenLed: true }, min: Math.floor(stands * 0.3), max: null },
      { code: 'YOUTH_LED', group: { youthLed: true }, min: Math.floor(stands * 0.1), max: null },
    ],
    zones: [
      {
        code: 'FOOD',
        sectors: ['ARGAN', 'OLIVE', 'SAFFRON', 'HONEY', 'DATES'],
        hallCodes: halls.slice(0, 1),
        standCodes: [],
        hard: true,
      },
      {
        code: 'CRAFT',
        sectors: ['POTTERY', 'WEAVING', 'LEATHER', 'WOODWORK'],
        hallCodes: halls.slice(-1),
        standCodes: [],
        hard: false,
      },
    ],
    weights: usualWeights,
    neighbourWithin: usualNeighbourWithin,
  };
}

function standNumber(index: number, draw: Draw): FloorStand {
  const place = index % perHall;
  const row = Math.floor(place / perRow);
  // Rows stand back to back in pairs, with an aisle of three metres between pairs.
  const rowDepth = (each: number) => side + each * side + Math.floor((each + 1) / 2) * 3;
  const at = (column: number, each: number) => ({
    x: side + column * side,
    y: rowDepth(each),
    width: side,
    depth: side,
  });
  const others = Array.from({ length: perHall }, (_, other) => at(other % perRow, Math.floor(other / perRow)));
  const position = at(place % perRow, row);
  const hallCode = `H${String(Math.floor(index / perHall)).padStart(3, '0')}`;
  return {
    id: `stand-${String(index).padStart(5, '0')}`,
    code: `${hallCode}-${place}`,
    hallCode,
    hasPower: draw.below(10) < 6,
    hasWater: draw.below(10) < 3,
    area: side * side + (draw.below(5) === 0 ? 3 : 0),
    position,
    corner: isCorner(
      { width: side * (perRow + 2), depth: rowDepth(4) + side },
      position,
      others.filter((_, each) => each !== place),
    ),
  };
}

function applicantNumber(index: number, of: number, halls: string[], draw: Draw): Applicant {
  const name = (each: number) => `exhibitor-${String(each).padStart(5, '0')}`;
  const others = (most: number) => Array.from({ length: draw.below(most + 1) }, () => name(draw.below(of)));
  return {
    id: `registration-${String(index).padStart(5, '0')}`,
    exhibitorId: name(index),
    sector: draw.one(sectors)!,
    kind: draw.one(kinds)!,
    region: draw.one(regions)!,
    womenLed: draw.below(10) < 4,
    youthLed: draw.below(10) < 2,
    firstTime: draw.below(10) < 3,
    needs: { power: draw.below(3) === 0, water: draw.below(10) === 0, minArea: draw.below(10) === 0 ? 12 : 0 },
    wishes: {
      hallCodes: draw.below(2) === 0 ? [draw.one(halls)!] : [],
      near: others(2),
      apartFrom: others(1),
      corner: draw.below(4) === 0,
    },
  };
}
