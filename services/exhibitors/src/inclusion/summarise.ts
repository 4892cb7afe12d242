import { Region, type ExhibitorKind } from '@maarad/shared/graphql';
import { groupIds, type Cell } from './groups.js';
import {
  CountryShare,
  InclusionSummary,
  KindShare,
  RegionShare,
  Territory,
  type GroupFigures,
} from './inclusion-summary.js';
import { sumOf, type People } from './people.js';
import { suppress } from './suppression.js';

/** Those of a kind who come from a region, or from a country abroad. */
export interface ParticipantFigures extends People {
  kind: ExhibitorKind;
  country: string;
  region: Region | null;
  exhibitors: number;
  womenLed: number;
  youthLed: number;
  /** Of them, those in exhibitors whose members are not on their profile: all others' are known to everybody. */
  unseenMembers: number;
  unseenWomen: number;
  unseenYouth: number;
}

/** What is shown of those who take part in an edition. */
export function summarise(editionId: string, participants: readonly ParticipantFigures[]): InclusionSummary {
  const shown = suppress(participants.map(cellOf));
  const figures = (own: readonly ParticipantFigures[], group: string) => {
    const all = shown.group(group);
    return figuresOf(own, { members: all, women: all, youth: all });
  };
  const abroad = participants.filter(({ region }) => region === null);
  const groupOfRegion = (region: Region | null) => (region ? groupIds.region(region) : groupIds.abroad);
  return Object.assign(new InclusionSummary(), {
    ...figuresOf(participants, shown.total),
    byRegion: grouped(participants, ({ region }) => region).map(([region, own]) =>
      Object.assign(new RegionShare(), { region, ...figures(own, groupOfRegion(region)) }),
    ),
    byKind: grouped(participants, ({ kind }) => kind).map(([kind, own]) =>
      Object.assign(new KindShare(), { kind, ...figures(own, groupIds.kind(kind)) }),
    ),
    byCountry: grouped(abroad, ({ country }) => country).map(([country, own]) =>
      Object.assign(new CountryShare(), { country, ...figures(own, groupIds.country(country)) }),
    ),
    territories: Object.values(Region).map((region) => {
      const own = participants.filter((one) => one.region === region);
      const kinds = grouped(own, ({ kind }) => kind);
      return Object.assign(new Territory(), {
        editionId,
        region,
        ...figures(own, groupIds.region(region)),
        kinds: kinds.map(([kind, ofKind]) => ({ kind, exhibitors: count(ofKind, 'exhibitors') })),
      });
    }),
  });
}

const cellOf = ({ region, country, kind, ...figures }: ParticipantFigures): Cell => ({
  ...{ origin: region ?? country, abroad: region === null, kind },
  ...{ members: figures.unseenMembers, women: figures.unseenWomen, youth: figures.unseenYouth },
});

function figuresOf(own: readonly ParticipantFigures[], shown: Record<keyof People, boolean>): GroupFigures {
  const exhibitors = count(own, 'exhibitors');
  const womenLed = shown.women ? count(own, 'womenLed') : null;
  const youthLed = shown.youth ? count(own, 'youthLed') : null;
  const people = sumOf(own);
  const share = (part: number | null) => (part === null || exhibitors === 0 ? null : part / exhibitors);
  return {
    ...{ exhibitors, womenLed, youthLed, womenLedShare: share(womenLed), youthLedShare: share(youthLed) },
    members: shown.members ? people.members : null,
    women: shown.women ? people.women : null,
    youth: shown.youth ? people.youth : null,
  };
}

const count = (own: readonly ParticipantFigures[], figure: 'exhibitors' | 'womenLed' | 'youthLed'): number =>
  own.reduce((sum, one) => sum + one[figure], 0);

/** The participants by a key, the group with the most exhibitors first. */
function grouped<Key extends string | null>(
  participants: readonly ParticipantFigures[],
  keyOf: (participant: ParticipantFigures) => Key,
): [Key, ParticipantFigures[]][] {
  const groups = new Map<Key, ParticipantFigures[]>();
  for (const participant of participants) {
    groups.set(keyOf(participant), [...(groups.get(keyOf(participant)) ?? []), participant]);
  }
  return [...groups].sort(
    ([key, one], [otherKey, other]) =>
      count(other, 'exhibitors') - count(one, 'exhibitors') || (String(key) < String(otherKey) ? -1 : 1),
  );
}
