import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { floorProblems } from './floor-rules.js';
import { Hall } from './hall.entity.js';
import type { CreateHallInput } from './hall.inputs.js';
import { Stand } from './stand.entity.js';

/** Opens a hall of an edition with all its stands. */
export const createHall = creatingUseCase(
  'createHall',
  Hall,
  async (work, input: CreateHallInput) => {
    const problems = floorProblems(input);
    if (problems.length > 0) {
      throw new BadUserInput(problems);
    }
    const edition = await work.find(Edition, input.editionId);
    const { code, width, depth } = input;
    const hall = await work.insert(
      Object.assign(new Hall(), {
        id: newId(),
        editionId: edition.id,
        code,
        name: textsOf(input.name),
        width,
        depth,
        aisles: (input.aisles ?? []).map((aisle) => ({ ...aisle })),
      }),
    );
    await work.manager.insert(
      Stand,
      input.stands.map(({ position, ...stand }) => ({
        ...stand,
        id: newId(),
        hallId: hall.id,
        editionId: edition.id,
        position: { ...position },
      })),
    );
    return hall;
  },
  {
    violations: {
      halls_code: async ({ editionId, code }, manager) => {
        const hall = await manager.findOneByOrFail(Hall, { editionId, code });
        return new Conflict(`The edition has a hall ${code} already.`, [
          { type: 'Hall', id: hall.id, name: hall.name },
        ]);
      },
      stands_code: async ({ editionId, stands }, manager) => {
        const codes = new Set(stands.map(({ code }) => code));
        const taken = (await manager.findBy(Stand, { editionId })).filter(({ code }) => codes.has(code));
        return new Conflict(
          'The code of a stand is given twice in the edition.',
          taken.map(({ id, code }) => ({ type: 'Stand', id, name: code })),
        );
      },
    },
  },
);
