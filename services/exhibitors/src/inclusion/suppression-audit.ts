import { groupIds, type Cell, type Group } from './groups.js';
import { areEnough, maySay, sortsOf, sumOf } from './people.js';

/** People whose sum is known to whoever adds and subtracts what is shown: a group that is shown, or all hidden of a table. */
interface Block {
  id: string;
  table: Group['table'];
  cells: Cell[];
}

/**
 * What must be hidden next, of groups with the smallest first; undefined when what is shown tells nothing of 1 to 4 people.
 * Expects that all people together are enough.
 */
export function tooTelling(
  cells: readonly Cell[],
  groups: readonly Group[],
  hidden: ReadonlySet<string>,
): Group | undefined {
  const shown = groups.filter(({ id }) => !hidden.has(id));
  const small = shown.find((group) => !areEnough(group));
  if (small) {
    return small;
  }
  const origins = blocksOf(cells, (cell) => originBlock(cell, hidden));
  const kinds = blocksOf(cells, ({ kind }) => blockWith('kinds', groupIds.kind(kind), hidden));
  const companyFor = [...origins, ...kinds].find(
    (block) => !areEnough(sumOf(block.cells)) || isAlone(block, groups, hidden),
  );
  if (companyFor) {
    return shown.find(({ table }) => table === companyFor.table);
  }
  const telling = tellingTogether(origins, kinds);
  const hideable = shown.filter((group) => groups.some(({ id, table }) => table === group.table && id !== group.id));
  return telling && (hideable.find(({ id }) => telling.has(id)) ?? hideable[0]);
}

/** One hidden group among shown ones is as good as shown. */
function isAlone({ table, id }: Block, groups: readonly Group[], hidden: ReadonlySet<string>): boolean {
  const siblings = groups.filter((group) => group.table === table);
  return id === hiddenOf(table) && siblings.length > 1 && siblings.filter((group) => hidden.has(group.id)).length === 1;
}

const hiddenOf = (table: Group['table']) => `hidden ${table}`;

function originBlock({ origin, abroad }: Cell, hidden: ReadonlySet<string>): Omit<Block, 'cells'> {
  if (!abroad) {
    return blockWith('origins', groupIds.region(origin), hidden);
  }
  return hidden.has(groupIds.abroad)
    ? blockWith('origins', groupIds.abroad, hidden)
    : blockWith('countries', groupIds.country(origin), hidden);
}

function blockWith(table: Group['table'], id: string, hidden: ReadonlySet<string>): Omit<Block, 'cells'> {
  return { table, id: hidden.has(id) ? hiddenOf(table) : id };
}

function blocksOf(cells: readonly Cell[], blockOf: (cell: Cell) => Omit<Block, 'cells'>): Block[] {
  const blocks = new Map<string, Block>();
  for (const cell of cells.filter(({ members }) => members > 0)) {
    const { id, table } = blockOf(cell);
    const block = blocks.get(id) ?? { id, table, cells: [] };
    block.cells.push(cell);
    blocks.set(id, block);
  }
  return [...blocks.values()];
}

/**
 * The ids of blocks whose sums tell, together, of 1 to 4 people. Blocks of origins and blocks of kinds cover the same people. What
 * their sums tell beyond themselves follows from which of them share people: the number of those who come from some origins
 * but are not of some kinds, where all people of these kinds come from these origins (in a table with margins only, the sums that
 * are determined are those of the one-way cuts of its bipartite graph). Kinds are few, so each set of them is looked at, with the
 * fewest origins that hold it: any other adds five people or more. Two blocks share people only where the people are, for each
 * sort by itself; who does not know where nobody is can tell no more.
 */
function tellingTogether(origins: readonly Block[], kinds: readonly Block[]): Set<string> | undefined {
  for (const sort of sortsOf({ members: 0, women: 0, youth: 0 }).keys()) {
    const rows = origins.map((block) => peopleOf(block, sort, kinds));
    const columns = kinds.map((block) => peopleOf(block, sort, kinds));
    for (let set = 1; set < 1 << kinds.length; set += 1) {
      const holding = rows.filter(({ sharing }) => (sharing & set) !== 0);
      const held = columns.filter((_, place) => (set & (1 << place)) !== 0);
      if (!maySay(countOf(holding) - countOf(held))) {
        return new Set([...holding, ...held].map(({ id }) => id));
      }
    }
  }
  return undefined;
}

/** How many people of a sort are in a block, and of which kinds, a bit for each. */
function peopleOf({ id, cells }: Block, sort: number, kinds: readonly Block[]) {
  const count = (cell: Cell) => sortsOf(cell)[sort] ?? 0;
  const own = new Set(cells.filter((cell) => count(cell) > 0));
  const sharing = kinds.reduce(
    (bits, kind, place) => bits | (kind.cells.some((cell) => own.has(cell)) ? 1 << place : 0),
    0,
  );
  return { id, sharing, count: [...own].reduce((sum, cell) => sum + count(cell), 0) };
}

const countOf = (blocks: readonly { count: number }[]): number => blocks.reduce((sum, { count }) => sum + count, 0);
