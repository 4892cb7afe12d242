/** No figure about fewer people than this is shown. */
export const fewestShown = 5;

/** How many people are in a group, and of which sort. */
export interface People {
  members: number;
  women: number;
  /** Under 35. */
  youth: number;
}

export const sumOf = (people: readonly People[]): People => ({
  members: people.reduce((sum, { members }) => sum + members, 0),
  women: people.reduce((sum, { women }) => sum + women, 0),
  youth: people.reduce((sum, { youth }) => sum + youth, 0),
});

/** The number of people of each sort that three figures tell: all, women, men, those under 35 and those who are older. */
export const sortsOf = ({ members, women, youth }: People): number[] => [
  members,
  women,
  members - women,
  youth,
  members - youth,
];

/** That there is nobody is no figure about a few people. */
export const maySay = (count: number): boolean => count === 0 || count >= fewestShown;

/** Of each sort there is nobody, or there are at least five. */
export const areEnough = (people: People): boolean => sortsOf(people).every(maySay);

/** The opposite, for a row of `inclusion_participants` in SQL. */
export const areFewSql = ['members', 'women', 'members - women', 'youth', 'members - youth']
  .map((sort) => `${sort} BETWEEN 1 AND ${fewestShown - 1}`)
  .join(' OR ');
