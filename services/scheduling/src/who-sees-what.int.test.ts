import { readFileSync } from 'node:fs';
import { visibilityOf } from '@maarad/shared/testing';
import { visibleWorld } from './testing/visible-world.js';

const visibility = JSON.parse(readFileSync(new URL('../visibility.json', import.meta.url), 'utf8'));

/** Asked for as the others are, without a value in this world: their refusal rests on that of what holds them. */
const valueless = ['SlotSuggestion.warnings', 'SlotWarning.detail', 'SlotWarning.rule'];

let world: Awaited<ReturnType<typeof visibleWorld>>;
beforeAll(async () => {
  world = await visibleWorld();
});
afterAll(() => world.close());

test('every field is decided in visibility.json; one that is not public goes to whom it is for and to nobody else: not by the root, by _entities, or in an error', async () => {
  const findings = await visibilityOf({ ...world, visibility });
  expect(findings).toEqual({ undecided: [], stale: [], leaks: [], unshown: valueless });
});
