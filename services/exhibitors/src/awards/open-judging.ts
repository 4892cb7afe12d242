import type { Work } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import { isId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { Judging } from './judging.entity.js';

/** Sees to it that the edition can be judged. @throws NotFound when there is no such edition. */
export async function openJudging(work: Work, editionId: string): Promise<void> {
  await work.find(Edition, editionId);
  await work.manager.query(`INSERT INTO judgings (id, status) VALUES ($1, 'OPEN') ON CONFLICT DO NOTHING`, [editionId]);
}

/**
 * Keeps the judging open until this work has ended. Many may score at once; a seal waits for them, and whoever comes after it is
 * refused. @throws IllegalTransition once it is sealed.
 */
export async function whileOpen(work: Work, editionId: string): Promise<void> {
  await open(work, editionId, 'pessimistic_read');
}

/** The same, for one at a time: what changes the jury or its sittings, which are told together. @throws IllegalTransition, NotFound */
export async function aloneWhileOpen(work: Work, editionId: string): Promise<void> {
  await open(work, editionId, 'pessimistic_write');
}

async function open(work: Work, editionId: string, mode: 'pessimistic_read' | 'pessimistic_write'): Promise<void> {
  const lock = { mode };
  const judging = isId(editionId) ? await work.manager.findOne(Judging, { where: { id: editionId }, lock }) : null;
  if (!judging) {
    throw new NotFound('Judging', editionId);
  }
  judging.requireOpen();
}
