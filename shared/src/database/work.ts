import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { NotFound } from '../errors/index.js';
import { writeOutbox, type OutboxRow } from '../messaging/outbox.js';
import type { NewEvent } from '../contracts/define-event.js';
import type { AuditedEntity } from '../operations/audit.js';
import { isId } from '../runtime/id.js';

type Identified = ObjectLiteral & { id: string };

/** One transaction, as a use case or a handler sees it: rows and events go through it together, or not at all. */
export class Work {
  private readonly recorded: NewEvent[] = [];
  private readonly afterwards: (() => void)[] = [];
  private readonly touched = new Map<string, AuditedEntity>();
  private again = false;

  constructor(readonly manager: EntityManager) {}

  /** @throws NotFound */
  async find<Entity extends Identified>(entity: EntityTarget<Entity>, id: string): Promise<Entity> {
    return this.required(
      entity,
      id,
      isId(id) ? await this.manager.findOneBy(entity, { id } as FindOptionsWhere<Entity>) : null,
    );
  }

  /** Reads a row to change it: another transaction that wants it waits until this one has ended. @throws NotFound */
  async lock<Entity extends Identified>(entity: EntityTarget<Entity>, id: string): Promise<Entity> {
    const where = { id } as FindOptionsWhere<Entity>;
    const found = isId(id) ? await this.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } }) : null;
    return this.touch(this.required(entity, id, found));
  }

  /** Writes a new row, in one statement. */
  async insert<Entity extends ObjectLiteral>(row: Entity): Promise<Entity> {
    await this.manager.insert(row.constructor as EntityTarget<Entity>, row as never);
    return this.touch(row);
  }

  /** Writes a row that was read through this work. */
  async save<Entity extends ObjectLiteral>(row: Entity): Promise<Entity> {
    return this.touch(await this.manager.save(row));
  }

  /** Tells the fair. The event is written with the rows and sent after the commit. */
  record(...events: NewEvent[]): void {
    this.recorded.push(...events);
  }

  /** Runs once the transaction has committed, never when it rolls back: to wake whoever waits for the rows. Must not throw. */
  afterCommit(run: () => void): void {
    this.afterwards.push(run);
  }

  /** Called by what committed the transaction. */
  committed(): void {
    this.afterwards.splice(0).forEach((run) => run());
  }

  /** Writes what was recorded into the outbox, in one statement; gives what the relay is to be woken with after the commit. */
  async flush(): Promise<OutboxRow[]> {
    return this.recorded.length === 0 ? [] : writeOutbox(this.manager, this.recorded.splice(0));
  }

  /** Says what a statement of the caller's own wrote: the audit has it, as it has every row that goes through this work. */
  concerns(...entities: AuditedEntity[]): void {
    for (const entity of entities) {
      this.touched.set(entity.id, entity);
    }
  }

  /** Says that all this was done before: it is answered once more, and nothing new is decided. */
  repeat(): void {
    this.again = true;
  }

  /** What was written or locked, and what the recorded events tell of; null of what is only answered once more. */
  concerned(): { rows: AuditedEntity[]; events: NewEvent[] } | null {
    return this.again ? null : { rows: [...this.touched.values()], events: [...this.recorded] };
  }

  private touch<Row extends ObjectLiteral>(row: Row): Row {
    const { id } = row as { id?: unknown };
    if (typeof id === 'string') {
      this.concerns({ type: row.constructor.name, id });
    }
    return row;
  }

  private required<Entity extends Identified>(entity: EntityTarget<Entity>, id: string, found: Entity | null): Entity {
    if (!found) {
      throw new NotFound(this.manager.connection.getMetadata(entity).name, id);
    }
    return found;
  }
}
