import { entityLoader, type Context } from '@maarad/shared/graphql';
import { maySee } from './require-holder.js';
import { Reservation } from './reservation.entity.js';

const reservationById = entityLoader(Reservation);

/** A reservation for its holder and the organiser; for others there is none. */
export async function reservationFor(context: Context, id: string): Promise<Reservation | null> {
  const reservation = await reservationById(context).load(id);
  return reservation && maySee(context.principal, reservation) ? reservation : null;
}
