import type { Admission } from './admit.js';
import { none, type Arrangement } from './arrangement.js';
import { hasKin, zonesFor } from './board.js';
import { keeps, liesIn, standRules } from './hard-rules.js';
import type { FloorStand, Placement, QuotaOutcome, Reason, Refusal, RuleCode } from './problem.js';

/** Which needs and wishes a person's stand meets, and which wishes it does not. */
export function meritsOf(arrangement: Arrangement, person: number): Pick<Placement, 'reasons' | 'unmet'> {
  const { board, occupant, standOf } = arrangement;
  const place = standOf[person]!;
  const [stand, { needs, wishes, sector }] = [board.stands[place]!, board.people[person]!];
  const neighbours = board.neighbours[place]!.map((beside) => occupant[beside]!).filter((other) => other !== none);
  const reasons: Reason[] = [];
  const unmet: Reason[] = [];
  const note = (rule: RuleCode, kept: boolean, yes: string, no = '', other?: { exhibitorId: string }) =>
    kept ? reasons.push({ rule, detail: yes, ...other }) : unmet.push({ rule, detail: no, ...other });

  if (needs.power) {
    note('NEED_POWER', true, `Stand ${stand.code} has power.`);
  }
  if (needs.water) {
    note('NEED_WATER', true, `Stand ${stand.code} has water.`);
  }
  if (needs.minArea > 0) {
    note('NEED_AREA', true, `Stand ${stand.code} has ${stand.area} m², at least ${needs.minArea} are needed.`);
  }
  for (const zone of board.zones.filter((each) => each.hard && liesIn(stand, each))) {
    note('ZONE_HARD', true, `Zone ${zone.code} is kept for ${zone.sectors.join(', ')}.`);
  }
  const preferred = zonesFor(board, sector);
  if (preferred.length > 0) {
    const zone = preferred.find((each) => liesIn(stand, each));
    const codes = preferred.map(({ code }) => code).join(', ');
    note(
      'ZONE_PREFERRED',
      !!zone,
      `Zone ${zone?.code} suits ${sector}.`,
      `It is outside of ${codes}, which suits ${sector}.`,
    );
  }
  if (wishes.hallCodes.length > 0) {
    const halls = wishes.hallCodes.join(', ');
    note(
      'HALL',
      wishes.hallCodes.includes(stand.hallCode),
      `Hall ${stand.hallCode} was wished.`,
      `Wished was ${halls}.`,
    );
  }
  if (wishes.corner) {
    note('CORNER', stand.corner, `Stand ${stand.code} is a corner.`, `Stand ${stand.code} is not a corner.`);
  }
  for (const other of board.near[person]!) {
    const { exhibitorId } = board.people[other]!;
    const kept = neighbours.includes(other);
    note('NEAR', kept, `Exhibitor ${exhibitorId} is a neighbour.`, `Exhibitor ${exhibitorId} is not a neighbour.`, {
      exhibitorId,
    });
  }
  for (const other of board.apart[person]!) {
    const { exhibitorId } = board.people[other]!;
    const kept = !neighbours.includes(other);
    note('APART', kept, `Exhibitor ${exhibitorId} is no neighbour.`, `Exhibitor ${exhibitorId} is a neighbour.`, {
      exhibitorId,
    });
  }
  if (hasKin(board, person)) {
    const kept = neighbours.some((other) => board.sector[other] === board.sector[person]);
    note('CLUSTER', kept, `A neighbour is in ${sector} too.`, `No neighbour is in ${sector}.`);
  }
  return { reasons, unmet };
}

/** What let a person in, as a sentence. */
export function admissionReason({ board }: Arrangement, admission: Extract<Admission, { by: string }>): Reason {
  if (admission.by === 'LOT') {
    return { rule: 'LOT', detail: `The lot gave it turn ${admission.turn + 1} of ${board.asking}.` };
  }
  const { code, min } = board.quotas[admission.quota]!;
  return { rule: 'QUOTA_MIN', detail: `Quota ${code} keeps ${min} places.` };
}

/** The rule that stopped a person, as a sentence. */
export function refusalOf(arrangement: Arrangement, person: number, admissions: Admission[]): Refusal {
  const { board, occupant } = arrangement;
  const applicant = board.people[person]!;
  const refuse = (rule: RuleCode, detail: string): Refusal => ({ applicantId: applicant.id, rule, detail });
  const unfit = ruleThatLeavesNone(arrangement, person);
  if (unfit) {
    return refuse(unfit, sentences[unfit](applicant.needs.minArea, applicant.sector));
  }
  const admission = admissions[person]!;
  if ('refused' in admission && admission.refused === 'QUOTA_MAX') {
    const { code, max } = board.quotas[admission.quota]!;
    return refuse('QUOTA_MAX', `Quota ${code} lets ${max} have a stand, and so many have one.`);
  }
  let [fitting, kept] = [0, 0];
  for (let stand = 0; stand < board.free; stand += 1) {
    if (board.fits[person * board.free + stand]) {
      const holder = admissions[occupant[stand]!];
      fitting += 1;
      kept += holder && 'by' in holder && holder.by === 'QUOTA_MIN' ? 1 : 0;
    }
  }
  return refuse(
    'STANDS_TAKEN',
    `All ${fitting} free stands that fit are given: ${kept} to those for whom quotas keep places, ${fitting - kept} by the lot.`,
  );
}

const sentences = {
  NEED_POWER: () => 'No free stand has power.',
  NEED_WATER: () => 'No free stand that has what else it needs has water.',
  NEED_AREA: (minArea: number) => `No free stand that has what else it needs has ${minArea} m².`,
  ZONE_HARD: (_: number, sector: string) =>
    `All free stands that meet its needs are kept for other sectors than ${sector}.`,
};

/** The rule after which no free stand is left, when each is asked of what the ones before have left. */
function ruleThatLeavesNone({ board }: Arrangement, person: number): keyof typeof sentences | undefined {
  const hardZones = board.zones.filter(({ hard }) => hard);
  let left: FloorStand[] = board.stands.slice(0, board.free);
  for (const rule of left.length === 0 ? [] : standRules) {
    left = left.filter((stand) => keeps(rule, board.people[person]!, stand, rule === 'ZONE_HARD' ? hardZones : []));
    if (left.length === 0) {
      return rule;
    }
  }
  return undefined;
}

/** How each quota came out. */
export function quotaOutcomes(arrangement: Arrangement): QuotaOutcome[] {
  const placed = arrangement.placedByQuota();
  return arrangement.board.quotas.map(({ code, min, max }, quota) => ({
    code,
    min,
    max,
    placed: placed[quota]!,
    kept: placed[quota]! >= min && (max === null || placed[quota]! <= max),
  }));
}
