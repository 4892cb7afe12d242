import { organiser, type TestService } from '@maarad/shared/testing';

const as = { as: organiser };
const rulesFields = 'opensAt closesAt quietPeriods { id from to label { value } } rules { rule severity settable }';

export const prayer = { from: '2025-01-28T12:45:00Z', to: '2025-01-28T13:15:00Z', label: { ar: 'صلاة الظهر' } };

/** A time on the second day of the edition. */
export const at = (startsAt: string, endsAt: string) => ({
  startsAt: `2025-01-28T${startsAt}Z`,
  endsAt: `2025-01-28T${endsAt}Z`,
});

export const errorOf = ({ errors }: { errors?: readonly { extensions?: object }[] }) => errors?.[0]?.extensions;

/** Sets the rules of an edition as the organiser does, and reads what stands against its programme. */
export function rulesOf(service: TestService) {
  return {
    async set(mutation: string, input: { editionId: string } & Record<string, unknown>) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const { rules } = await service.data(
        `mutation ($input: ${type}!) { rules: ${mutation}(input: $input) { ${rulesFields} } }`,
        { input },
        as,
      );
      return rules;
    },
    async conflicts(editionId: string) {
      const { _entities } = await service.data(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition {
          conflicts { rule severity overridden detail sessions { id } } } } }`,
        { of: [{ __typename: 'Edition', id: editionId }] },
        as,
      );
      return _entities[0].conflicts;
    },
  };
}
