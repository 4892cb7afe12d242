import { registerEnumType } from 'type-graphql';

/** The order of a workshop's line. The view `waitlist` reads it. */
export enum FairnessRule {
  FIRST_COME = 'FIRST_COME',
  ONE_EACH_FIRST = 'ONE_EACH_FIRST',
}

registerEnumType(FairnessRule, {
  name: 'FairnessRule',
  description: 'Who of those that wait for a workshop is offered a free place first.',
  valuesConfig: {
    FIRST_COME: { description: 'Whoever came first.' },
    ONE_EACH_FIRST: {
      description:
        'Exhibitors that have no place in the workshop before those that have one; among equals whoever came first.',
    },
  },
});
