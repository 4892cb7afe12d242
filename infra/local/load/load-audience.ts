import type { FairData } from '../fair-data.js';
import type { GraphClient } from './graph-client.js';
import { mutateEach } from './mutate-each.js';

/** A session with more who want to see it than seats: they reserve, some wait, one cancels, those with seats come. */
export async function loadAudience(
  graph: GraphClient,
  clientOf: (person: string) => Promise<GraphClient>,
  { audience }: FairData,
  sessionIds: Map<string, string | undefined>,
): Promise<void> {
  const sessionId = sessionIds.get(audience.session);
  const reservations = new Map<string, { id: string; code: string }>();
  // One after the other: the order in which they come is the order in which they wait.
  for (const { visitor, seats } of audience.parties) {
    const input = { idempotencyKey: `${audience.session}-${visitor}`, sessionId, seats };
    const client = await clientOf(visitor);
    const [made] = await mutateEach<{ id: string; code: string }>(
      client,
      'reserveSeats',
      'ReserveSeatsInput',
      [input],
      {
        selection: 'id code',
      },
    );
    if (made) reservations.set(visitor, made);
  }
  const those = (what: string) =>
    audience.parties.flatMap(({ visitor, then }) => (then === what ? (reservations.get(visitor) ?? []) : []));
  const cancelled = those('CANCELS').map(({ id }) => ({ reservationId: id }));
  const done = ({ code }: { code: string }) => code === 'ILLEGAL_TRANSITION';
  await mutateEach(graph, 'cancelReservation', 'CancelReservationInput', cancelled, { done });
  const came = those('COMES').map(({ code }) => ({ code }));
  await mutateEach(graph, 'checkIn', 'ReservationCodeInput', came, { done });
}
