import type { Applicant, FloorStand, Group, Quota, RuleCode, Zone } from './problem.js';

/** The rules that a single stand must keep for an applicant, in the order in which they are asked. */
export const needRules = ['NEED_POWER', 'NEED_WATER', 'NEED_AREA'] as const satisfies RuleCode[];
export const standRules = [...needRules, 'ZONE_HARD'] as const satisfies RuleCode[];
export type StandRule = (typeof standRules)[number];

/** Every hard zone that a stand lies in must take the applicant's sector. */
export function keeps(rule: StandRule, { needs, sector }: Applicant, stand: FloorStand, hardZones: Zone[]): boolean {
  switch (rule) {
    case 'NEED_POWER':
      return stand.hasPower || !needs.power;
    case 'NEED_WATER':
      return stand.hasWater || !needs.water;
    case 'NEED_AREA':
      return stand.area >= needs.minArea;
    case 'ZONE_HARD':
      return hardZones.every((zone) => !liesIn(stand, zone) || zone.sectors.includes(sector));
  }
}

/** The first rule that keeps an applicant from a stand, if there is one. */
export function brokenRule(applicant: Applicant, stand: FloorStand, zones: Zone[]): StandRule | undefined {
  const hardZones = zones.filter(({ hard }) => hard);
  return standRules.find((rule) => !keeps(rule, applicant, stand, hardZones));
}

export function liesIn(stand: FloorStand, zone: Zone): boolean {
  return zone.hallCodes.includes(stand.hallCode) || zone.standCodes.includes(stand.code);
}

export function belongsTo(applicant: Applicant, group: Group): boolean {
  return (
    (group.regions === undefined || (applicant.region !== null && group.regions.includes(applicant.region))) &&
    (group.kinds === undefined || group.kinds.includes(applicant.kind)) &&
    (['womenLed', 'youthLed', 'firstTime'] as const).every(
      (trait) => group[trait] === undefined || group[trait] === applicant[trait],
    )
  );
}

/** Whether so many of a group are few enough for its quota. */
export function withinMost({ max }: Quota, placed: number): boolean {
  return max === null || placed <= max;
}
