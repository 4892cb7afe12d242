import { readFileSync } from 'node:fs';
import { visibilityOf, type Matrix, type Visibility } from './visibility-matrix.js';

/** Things of a service, the ways to them, and who has nothing to do with them. */
export interface VisibleWorld extends Omit<Matrix, 'visibility'> {
  close(): Promise<void>;
}

export interface WhoSeesWhat {
  /** Where the decisions are: a JSON file of `Visibility`. */
  visibility: URL;
  world: () => Promise<VisibleWorld>;
  /** Fields asked for as the others are, without a value in this world: their refusal rests on that of what holds them. */
  valueless: readonly string[];
}

/** Holds a service to its decisions of who sees which field. */
export function testWhoSeesWhat({ visibility: file, world: open, valueless }: WhoSeesWhat): void {
  const visibility = JSON.parse(readFileSync(file, 'utf8')) as Visibility;
  let world: VisibleWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  test('every field is decided in visibility.json; one that is not public goes to whom it is for and to nobody else: not by the root, by _entities, or in an error', async () => {
    const findings = await visibilityOf({ ...world, visibility });
    expect(findings).toEqual({ undecided: [], stale: [], leaks: [], unshown: valueless });
  });
}
