import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';
import { ConflictRule } from './conflict-rule.js';
import type { Span } from './span.js';

@ObjectType({
  description:
    'That the organiser let a session break rules, and why. It holds for the place that the session got, and for what stood in the way then.',
})
@Entity()
export class RuleOverride {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  sessionId!: string;

  @Field(() => [ConflictRule], { description: 'The rules that stood in the way.' })
  @Column('text', { array: true })
  rules!: ConflictRule[];

  @Field(() => String)
  @Column('text')
  reason!: string;

  @Field(() => String, { description: 'Who decided it.' })
  @Column('text')
  by!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column('uuid')
  venueId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  /** The ids of what stood in the way; null for overrides that did not keep it: those lift the whole rule. */
  @Column('uuid', { array: true, nullable: true })
  things!: string[] | null;

  /** Whether it still lifts a rule: the session is where it was then, and nothing else stands in the way now. */
  lifts(
    rule: ConflictRule,
    { venueId, startsAt, endsAt }: Span & { venueId: string },
    inTheWay: readonly string[],
  ): boolean {
    const there = venueId === this.venueId && +startsAt === +this.startsAt && +endsAt === +this.endsAt;
    return there && this.rules.includes(rule) && inTheWay.every((id) => this.things?.includes(id) ?? true);
  }
}
