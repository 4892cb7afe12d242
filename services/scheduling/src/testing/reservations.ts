import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';

export const reservationFields = 'id seats status code waitlistPosition session { id }';

interface Read {
  id: string;
  seats: number;
  status: string;
  code: string;
  waitlistPosition: number | null;
}

/** What visitors and the door do with seats, through the schema. */
export function reservations(service: TestService) {
  const run = (mutation: string, type: string, input: object, as?: Principal) =>
    service.execute(
      `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { ${reservationFields} } }`,
      { input },
      as && { as },
    );
  const reserve = (input: object, as?: Principal) =>
    run('reserveSeats', 'ReserveSeatsInput', { idempotencyKey: newId(), ...input }, as);
  return {
    reserve,
    async reserved(input: { sessionId: string; seats: number; idempotencyKey?: string }, as: Principal): Promise<Read> {
      const { data, errors } = await reserve(input, as);
      if (errors) {
        throw new Error(JSON.stringify(errors));
      }
      return data?.made as Read;
    },
    cancel: (reservationId: string, as: Principal) =>
      run('cancelReservation', 'CancelReservationInput', { reservationId }, as),
    checkIn: (code: string, as = organiser) => run('checkIn', 'ReservationCodeInput', { code }, as),
    checkOut: (code: string, as = organiser) => run('checkOut', 'ReservationCodeInput', { code }, as),
    async read(id: string, as: Principal): Promise<Read> {
      const query = `query ($id: ID!) { reservation(id: $id) { ${reservationFields} } }`;
      return (await service.data(query, { id }, { as })).reservation as Read;
    },
    async toldOf(id: string): Promise<{ type: string; data: object }[]> {
      const told = (await service.told()).filter(({ subject }) => subject === id);
      return told.map(({ type, data }) => ({ type: type.split('.').at(-2) ?? '', data: data as object }));
    },
  };
}
