import { editionCreated } from '@maarad/shared/contracts';
import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Edition } from './edition.entity.js';
import type { CreateEditionInput } from './edition.inputs.js';

/** Sets an edition of the fair. */
export const createEdition = creatingUseCase(
  'createEdition',
  Edition,
  async (work, input: CreateEditionInput, { clock }) => {
    if (input.endsOn < input.startsOn) {
      throw new BadUserInput([{ path: 'endsOn', rule: 'must not be before startsOn' }]);
    }
    const { number, region, startsOn, endsOn, timeZone, currency } = input;
    const edition = await work.insert(
      Object.assign(new Edition(), {
        id: newId(),
        number,
        region,
        startsOn,
        endsOn,
        timeZone,
        currency,
        name: textsOf(input.name),
        theme: textsOf(input.theme),
        city: textsOf(input.city),
        organisers: input.organisers.map(({ name }) => ({ name: textsOf(name) })),
      }),
    );
    const { name, theme, city } = edition;
    work.record(
      editionCreated(
        edition.id,
        { number, name, theme, city, region, startsOn, endsOn, timeZone, currency },
        { edition: edition.id, region, at: clock.now() },
      ),
    );
    return edition;
  },
  {
    violations: {
      editions_number: async ({ number }, manager) => {
        const holder = await manager.findOneByOrFail(Edition, { number });
        return new Conflict(`There is an edition ${number} already.`, [
          { type: 'Edition', id: holder.id, name: holder.name },
        ]);
      },
    },
  },
);
