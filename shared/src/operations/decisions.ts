import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Principal } from '../auth/index.js';
import { CodedError, Conflict, NotFound } from '../errors/index.js';
import { redriveDeadLetter, removeDeadLetter } from '../messaging/dead-letters.js';
import type { EventHandlers } from '../messaging/event-handler.js';
import { writeAudit } from './audit.js';

export interface DecisionOptions {
  database: DataSource;
  handlers: EventHandlers;
  group: string;
  wakeRelay: () => void;
}

interface OperationsDecision<Input extends z.ZodType> {
  input: Input;
  decide(options: DecisionOptions, principal: Principal, input: z.output<Input>): Promise<void>;
}

const decision = <Input extends z.ZodType>(made: OperationsDecision<Input>) => made;

const one = z.object({ id: z.uuid() });
const nothing = z.object({});

/** What administrators do to a service, by path. Each is written into the audit with its effect. */
export const decisions = {
  'dead-letters/redrive': decision({
    input: one,
    async decide({ database, handlers, wakeRelay }, principal, { id }) {
      const audited = { operation: 'redriveDeadLetter', entities: [{ type: 'DeadLetter', id }] };
      try {
        if (await redriveDeadLetter(database, handlers, id, (manager) => writeAudit(manager, principal, audited))) {
          wakeRelay();
        }
      } catch (error) {
        if (error instanceof NotFound && error.details.type === 'DeadLetter') {
          throw error;
        }
        const said = error instanceof CodedError || error instanceof Error ? error.message : String(error);
        throw new Conflict(`The event was not handled this time either: ${said}`, [{ type: 'DeadLetter', id }]);
      }
    },
  }),
  'dead-letters/discard': decision({
    input: one.extend({ reason: z.string().trim().min(1).max(500) }),
    decide: ({ database }, principal, { id, reason }) =>
      removeDeadLetter(database, id, (manager) =>
        writeAudit(manager, principal, {
          ...{ operation: 'discardDeadLetter', entities: [{ type: 'DeadLetter', id }], reason },
        }),
      ),
  }),
  'consumer/pause': decision({
    input: nothing,
    decide: ({ database, group }, principal) =>
      database.transaction(async (manager) => {
        const fresh: unknown[] = await manager.query(
          'INSERT INTO consumer_pauses (consumer_group, paused_by) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
          [group, principal.id],
        );
        if (fresh.length > 0) {
          await writeAudit(manager, principal, {
            ...{ operation: 'pauseConsumer', entities: [{ type: 'Consumer', id: group }] },
          });
        }
      }),
  }),
  'consumer/resume': decision({
    input: nothing,
    decide: ({ database, group }, principal) =>
      database.transaction(async (manager) => {
        const [, gone] = (await manager.query('DELETE FROM consumer_pauses WHERE consumer_group = $1', [group])) as [
          unknown,
          number,
        ];
        if (gone > 0) {
          await writeAudit(manager, principal, {
            ...{ operation: 'resumeConsumer', entities: [{ type: 'Consumer', id: group }] },
          });
        }
      }),
  }),
  'instances/drain': decision({
    input: one,
    decide: ({ database }, principal, { id }) =>
      database.transaction(async (manager) => {
        const [, found] = (await manager.query('UPDATE instances SET draining = true WHERE id = $1', [id])) as [
          unknown,
          number,
        ];
        if (found === 0) {
          throw new NotFound('Instance', id);
        }
        await writeAudit(manager, principal, {
          ...{ operation: 'drainInstance', entities: [{ type: 'Instance', id }] },
        });
      }),
  }),
};
