import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, LocalizedText, type Texts } from '@maarad/shared/graphql';
import { ConflictRule, ConflictSeverity, isWeighed, usualSeverities, type WeighedRule } from './conflict-rule.js';

@ObjectType({ description: 'A time at which nothing takes place, such as a prayer. Half-open, like a session.' })
export class QuietPeriod {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  from!: Date;

  @Field(() => DateTime)
  to!: Date;

  @Field(() => LocalizedText)
  label!: Texts;
}

@ObjectType({ description: 'How much a rule weighs in an edition.' })
export class RuleSetting {
  @Field(() => ConflictRule)
  rule!: ConflictRule;

  @Field(() => ConflictSeverity)
  severity!: ConflictSeverity;

  @Field(() => Boolean, { description: 'False for the rules that the database keeps: they block, whatever is wished.' })
  settable!: boolean;
}

/** JSON holds instants as text. */
const quietPeriods = {
  to: (periods: QuietPeriod[]) => periods,
  from: (periods: (Omit<QuietPeriod, 'from' | 'to'> & { from: string; to: string })[]): QuietPeriod[] =>
    periods.map(({ id, from, to, label }) => ({ id, from: new Date(from), to: new Date(to), label })),
};

@ObjectType({ description: "The organiser's rules for the programme of an edition." })
@Entity('programme_rules')
export class ProgrammeRules {
  @PrimaryColumn('uuid')
  editionId!: string;

  @Field(() => String, { nullable: true, description: 'HH:MM in the edition; null while no hours are set.' })
  @Column('text', { nullable: true })
  opensAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'HH:MM in the edition, up to 24:00. Not after opensAt: on the next day.',
  })
  @Column('text', { nullable: true })
  closesAt!: string | null;

  @Field(() => [QuietPeriod], { description: 'By their beginning.' })
  @Column({ type: 'jsonb', transformer: quietPeriods })
  quietPeriods!: QuietPeriod[];

  @Field(() => Int, {
    description: 'How long whoever is in two sessions needs between them, where their venues differ; 0: no time.',
  })
  @Column('integer')
  walkingMinutes!: number;

  @Column('jsonb')
  severities!: Partial<Record<WeighedRule, ConflictSeverity>>;

  /** What holds until the organiser says otherwise. */
  static usual(editionId: string): ProgrammeRules {
    return Object.assign(new ProgrammeRules(), {
      editionId,
      opensAt: null,
      closesAt: null,
      quietPeriods: [],
      walkingMinutes: 0,
      severities: {},
    });
  }

  severityOf(rule: ConflictRule): ConflictSeverity {
    return isWeighed(rule) ? (this.severities[rule] ?? usualSeverities[rule]) : ConflictSeverity.BLOCK;
  }

  @Field(() => [RuleSetting], { description: 'Every rule.' })
  get rules(): RuleSetting[] {
    return Object.values(ConflictRule).map((rule) => ({
      rule,
      severity: this.severityOf(rule),
      settable: isWeighed(rule),
    }));
  }
}
