import type { Registration } from './registration.entity.js';

/** What a registration needs of a stand, as far as its answers to the questionnaire say. */
export interface RegistrationNeeds {
  power: boolean;
  water: boolean;
  /** In square metres, at least; null: no wish. */
  area: number | null;
  /** Whether the exhibitor takes part for the first time; null: not told. */
  firstTime: boolean | null;
}

/** An unanswered question is no need. */
export function needsOf({ answers }: Pick<Registration, 'answers'>): RegistrationNeeds {
  const { power, water, area, firstTime } = answers;
  return {
    power: power === true,
    water: water === true,
    area: typeof area === 'number' ? area : null,
    firstTime: typeof firstTime === 'boolean' ? firstTime : null,
  };
}
