import type { Principal } from '@maarad/shared/auth';
import type { Work } from '@maarad/shared/database';
import { Forbidden, Unauthenticated } from '@maarad/shared/errors';
import { defineLoader, inOrderOf, type Context } from '@maarad/shared/graphql';
import { In } from 'typeorm';
import { Juror } from './jury.entity.js';

/** The asker's seat in the jury of each edition; null where it has none. */
export const ownSeat = defineLoader(async (editionIds: readonly string[], { database, principal }) => {
  const anonymous = principal.id === 'anonymous';
  const seats = anonymous
    ? []
    : await database.getRepository(Juror).findBy({ editionId: In(editionIds), principalId: principal.id });
  return inOrderOf(editionIds, seats, ({ editionId }) => editionId);
});

/** The seat of whoever acts. @throws Forbidden, or Unauthenticated without a token, when it has none. */
export async function requireSeat(work: Work, editionId: string, principal: Principal): Promise<Juror> {
  const signedIn = principal.id !== 'anonymous';
  const seat = signedIn ? await work.manager.findOneBy(Juror, { editionId, principalId: principal.id }) : null;
  return seat ?? refuse(principal);
}

/** @throws Forbidden, or Unauthenticated without a token, unless the asker is of the jury or the organiser. */
export async function requireJuryOrOrganiser(context: Context, editionId: string): Promise<void> {
  if (context.principal.role !== 'admin' && !(await ownSeat(context).load(editionId))) {
    refuse(context.principal);
  }
}

function refuse(principal: Principal): never {
  throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden('This is for the jury of the edition.');
}
