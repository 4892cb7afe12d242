/** Who asks for a stand, as far as the allocation looks at it. */
export interface Applicant {
  /** The registration's id: what the answer speaks of. */
  id: string;
  exhibitorId: string;
  sector: string;
  kind: string;
  /** Null for those from abroad. */
  region: string | null;
  womenLed: boolean;
  youthLed: boolean;
  firstTime: boolean;
  /** Without these it can not take a stand. The area is in square metres. */
  needs: { power: boolean; water: boolean; minArea: number };
  /** With these it would be happier. Neighbours are named by their exhibitor's id. */
  wishes: { hallCodes: string[]; near: string[]; apartFrom: string[]; corner: boolean };
}

export interface FloorStand {
  id: string;
  code: string;
  hallCode: string;
  hasPower: boolean;
  hasWater: boolean;
  /** In square metres. */
  area: number;
  /** In metres from the corner of its hall. */
  position: { x: number; y: number; width: number; depth: number };
  /** Two sides that meet are open to passers-by. */
  corner: boolean;
}

/** Those to whom a quota applies: all that is named must hold. Nothing named means everyone. */
export interface Group {
  regions?: string[];
  kinds?: string[];
  womenLed?: boolean;
  youthLed?: boolean;
  firstTime?: boolean;
}

/** How many of a group may have a stand (`max`), and for how many of it places are kept (`min`), those settled counted in. */
export interface Quota {
  code: string;
  group: Group;
  min: number;
  max: number | null;
}

/** Stands kept for sectors: a hard zone takes no other sector; a preferred one is where its sectors would best be. */
export interface Zone {
  code: string;
  sectors: string[];
  /** The zone is these halls' stands and these stands. */
  hallCodes: string[];
  standCodes: string[];
  hard: boolean;
}

/** What a kept wish counts, in whole numbers. */
export interface Weights {
  hall: number;
  zone: number;
  near: number;
  apart: number;
  /** Having a neighbour of one's own sector. */
  cluster: number;
  corner: number;
}

export interface Problem {
  applicants: Applicant[];
  free: FloorStand[];
  /** Who has a stand already: it counts in quotas and is a neighbour, and stays where it is. */
  settled: { applicant: Applicant; stand: FloorStand }[];
  quotas: Quota[];
  zones: Zone[];
  weights: Weights;
  /** Stands of one hall with at most so many metres between them are neighbours. */
  neighbourWithin: number;
}

export const usualWeights: Weights = { hall: 3, zone: 3, near: 4, apart: 4, cluster: 2, corner: 1 };
/** Next door, back to back, or one stand further across a narrow aisle. */
export const usualNeighbourWithin = 2;

/** Every rule that can decide, for the better or the worse. Front ends switch on these, so none is renamed. */
export const ruleCodes = [
  'NEED_POWER',
  'NEED_WATER',
  'NEED_AREA',
  'ZONE_HARD',
  'ZONE_PREFERRED',
  'QUOTA_MIN',
  'QUOTA_MAX',
  'LOT',
  'STANDS_TAKEN',
  'HALL',
  'NEAR',
  'APART',
  'CLUSTER',
  'CORNER',
  'BY_ORGANISER',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** A rule and what it did here, as a sentence. */
export interface Reason {
  rule: RuleCode;
  detail: string;
  /** Of NEAR and APART: the other one. */
  exhibitorId?: string;
}

export interface Placement {
  applicantId: string;
  standId: string;
  /** What let it in and which needs and wishes the stand meets. */
  reasons: Reason[];
  /** Wishes that it had and that the stand does not meet. */
  unmet: Reason[];
}

export interface Refusal extends Reason {
  applicantId: string;
}

/** What became of a quota: `kept` is false where too few of the group asked, fitted, or were let in by other quotas. */
export interface QuotaOutcome {
  code: string;
  placed: number;
  min: number;
  max: number | null;
  kept: boolean;
}

export interface Allocation {
  placements: Placement[];
  refusals: Refusal[];
  quotas: QuotaOutcome[];
  /** The weight of kept wishes in that of all wishes, those of refused applicants among them: 0 to 1. */
  satisfaction: number;
}
