import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, LocalizedText, type Texts } from '@maarad/shared/graphql';
import { AllocationReason, AllocationRule, isWish, nameOfRule } from './allocation-rule.js';
import type { Reason, RuleCode } from './solver/index.js';

/** The database lets a proposal give a stand once, and decide once on a registration. */
@ObjectType({
  description: 'What a proposal decides on a registration: a stand or none, and the rule that decided.',
})
@Entity()
export class AllocationDecision {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  proposalId!: string;

  @Column('uuid')
  registrationId!: string;

  /** Null: refused. */
  @Column('uuid', { nullable: true })
  standId!: string | null;

  @Field(() => AllocationRule, { description: 'What let it in, or what stopped it.' })
  @Column('text')
  rule!: RuleCode;

  @Field(() => LocalizedText, { description: 'The rule in words.' })
  get name(): Texts {
    return nameOfRule(this.rule);
  }

  @Field(() => String, { description: "What the rule was about; of the organiser's decision, the reason." })
  @Column('text')
  detail!: string;

  @Column('jsonb')
  met!: Reason[];

  @Column('jsonb')
  missed!: Reason[];

  @Field(() => DateTime, { nullable: true, description: 'When the organiser last moved it; null: as proposed.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  movedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The subject of the token that it was moved with.' })
  @Column('text', { nullable: true })
  movedBy!: string | null;

  @Field(() => [AllocationReason], { name: 'met', description: 'The needs and wishes that the stand meets.' })
  get reasonsMet(): AllocationReason[] {
    return this.met.map(AllocationReason.of);
  }

  @Field(() => [AllocationReason], { name: 'missed', description: 'The wishes that the stand does not meet.' })
  get reasonsMissed(): AllocationReason[] {
    return this.missed.map(AllocationReason.of);
  }

  @Field(() => Int, { description: 'How many of its wishes the stand keeps.' })
  get wishesKept(): number {
    return this.met.filter(isWish).length;
  }

  @Field(() => Int, { description: 'How many wishes it had; 0 without a stand, where none is looked at.' })
  get wishesMade(): number {
    return this.wishesKept + this.missed.length;
  }
}
