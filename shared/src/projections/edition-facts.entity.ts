import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BadUserInput, NotFound } from '../errors/index.js';
import { dayOf } from '../graphql/local-date.js';
import { TextColumn, type Texts } from '../graphql/localized-text.js';
import type { Work } from '../database/work.js';
import { isId } from '../runtime/id.js';

/** What a service keeps of an edition that the exhibitors service owns: fed by events, so that no request waits for another service. */
@Entity('edition_facts')
export class EditionFacts {
  @PrimaryColumn('uuid')
  id!: string;

  @TextColumn()
  name!: Texts;

  @Column('date')
  startsOn!: string;

  @Column('date')
  endsOn!: string;

  @Column('text')
  timeZone!: string;

  @Column('char', { length: 3 })
  currency!: string;

  /** The day of the fair on which an instant falls. @throws BadUserInput when that is no day of the edition. */
  dayOf(instant: Date, path: string): string {
    return this.requireDay(dayOf(instant, this.timeZone), path);
  }

  /** @throws BadUserInput when the day is none of the edition's. */
  requireDay(day: string, path: string): string {
    if (day < this.startsOn || day > this.endsOn) {
      throw new BadUserInput([
        { path, rule: `must be a day of the edition, ${this.startsOn} to ${this.endsOn} in ${this.timeZone}` },
      ]);
    }
    return day;
  }
}

/** @throws NotFound in the words of the graph: callers know editions, not projections. */
export async function requireEdition(work: Pick<Work, 'manager'>, id: string): Promise<EditionFacts> {
  const edition = isId(id) ? await work.manager.findOneBy(EditionFacts, { id }) : null;
  if (!edition) {
    throw new NotFound('Edition', id);
  }
  return edition;
}
