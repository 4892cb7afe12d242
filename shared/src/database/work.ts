import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { NotFound } from '../errors/index.js';
import { writeOutbox } from '../messaging/outbox.js';
import type { NewEvent } from '../contracts/define-event.js';
import { isId } from '../runtime/id.js';

type Identified = ObjectLiteral & { id: string };

/** One transaction, as a use case or a handler sees it: rows and events go through it together, or not at all. */
export class Work {
  private readonly recorded: NewEvent[] = [];
  private readonly afterwards: (() => void)[] = [];

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
    return this.required(
      entity,
      id,
      isId(id) ? await this.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } }) : null,
    );
  }

  /** Writes a new row, in one statement. */
  async insert<Entity extends ObjectLiteral>(row: Entity): Promise<Entity> {
    await this.manager.insert(row.constructor as EntityTarget<Entity>, row as never);
    return row;
  }

  /** Writes a row that was read through this work. */
  async save<Entity extends ObjectLiteral>(row: Entity): Promise<Entity> {
    return this.manager.save(row);
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

  /** Writes what was recorded into the outbox, in one statement; says whether there was anything. */
  async flush(): Promise<boolean> {
    if (this.recorded.length === 0) {
      return false;
    }
    await writeOutbox(this.manager, this.recorded.splice(0));
    return true;
  }

  private required<Entity extends Identified>(entity: EntityTarget<Entity>, id: string, found: Entity | null): Entity {
    if (!found) {
      throw new NotFound(this.manager.connection.getMetadata(entity).name, id);
    }
    return found;
  }
}
