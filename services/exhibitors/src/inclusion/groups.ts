import { sumOf, type People } from './people.js';

/** Where people come from and in what kind of exhibitor: the finest group whose people are added up. */
export interface Cell extends People {
  /** A region; for those from abroad their country. */
  origin: string;
  abroad: boolean;
  kind: string;
}

/**
 * A group whose figures are shown: all people of a region, from abroad, of a country or of a kind. The groups of a table add up
 * to something that is shown as well: regions with abroad to all people, countries to those from abroad, kinds to all people.
 */
export interface Group extends People {
  id: string;
  table: 'origins' | 'countries' | 'kinds';
}

export const groupIds = {
  region: (region: string) => `region ${region}`,
  abroad: 'abroad',
  country: (country: string) => `country ${country}`,
  kind: (kind: string) => `kind ${kind}`,
};

/** The groups that have people, the smallest first; of equally small ones in the order of their ids. */
export function groupsOf(cells: readonly Cell[]): Group[] {
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    for (const { id, table } of groupsWith(cell)) {
      groups.set(id, { id, table, ...sumOf([groups.get(id) ?? nobody, cell]) });
    }
  }
  return [...groups.values()]
    .filter(({ members }) => members > 0)
    .sort((one, other) => one.members - other.members || (one.id < other.id ? -1 : 1));
}

const nobody: People = { members: 0, women: 0, youth: 0 };

function groupsWith({ origin, abroad, kind }: Cell): Pick<Group, 'id' | 'table'>[] {
  const ofKind = { id: groupIds.kind(kind), table: 'kinds' } as const;
  return abroad
    ? [{ id: groupIds.abroad, table: 'origins' }, { id: groupIds.country(origin), table: 'countries' }, ofKind]
    : [{ id: groupIds.region(origin), table: 'origins' }, ofKind];
}
