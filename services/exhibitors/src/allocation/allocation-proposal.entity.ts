import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { transitionTable } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { DateTime } from '@maarad/shared/graphql';
import type { Problem } from './solver/index.js';

export enum AllocationStatus {
  PROPOSED = 'PROPOSED',
  APPLIED = 'APPLIED',
  DISCARDED = 'DISCARDED',
}

registerEnumType(AllocationStatus, {
  name: 'AllocationStatus',
  description:
    'PROPOSED: nobody has a stand by it yet, and it may be edited. APPLIED: all its placements were made at once. DISCARDED: it is not used.',
});

const transitions = transitionTable<AllocationStatus>('AllocationProposal', {
  PROPOSED: [AllocationStatus.APPLIED, AllocationStatus.DISCARDED],
  APPLIED: [],
  DISCARDED: [],
});

@ObjectType({ description: 'What became of a quota, those who had a stand before counted in.' })
export class AllocationQuotaOutcome {
  @Field(() => String)
  code!: string;

  @Field(() => Int, { description: 'Places kept for the group; 0: none.' })
  min!: number;

  @Field(() => Int, { nullable: true, description: 'No more of the group may have a stand.' })
  max!: number | null;

  @Field(() => Int, { description: 'How many of the group have a stand.' })
  placed!: number;

  @Field(() => Boolean, {
    description: 'False where too few of the group asked, fitted, or were let in by other quotas, or an edit broke it.',
  })
  kept!: boolean;
}

@ObjectType({
  description:
    'Who would get which stand of an edition, each placement and each refusal with the rule that decided. Nothing is given before it is applied.',
})
@Entity()
export class AllocationProposal {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => Int, { description: 'The same facts and seed give the same proposal.' })
  @Column('integer')
  seed!: number;

  @Field(() => AllocationStatus)
  @Column('text')
  status!: AllocationStatus;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Field(() => String, { description: 'The subject of the token that it was made with.' })
  @Column('text')
  createdBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was applied or discarded.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The subject of the token that it was applied or discarded with.',
  })
  @Column('text', { nullable: true })
  decidedBy!: string | null;

  @Field(() => Float, { description: 'The share of all wishes that are kept, by weight, 0 to 1; edits counted in.' })
  @Column('double precision')
  satisfaction!: number;

  @Field(() => Float, {
    description: 'The share that would be kept if one after the other, by the same lot, took what suits it best.',
  })
  @Column('double precision')
  greedySatisfaction!: number;

  @Field(() => [AllocationQuotaOutcome])
  @Column('jsonb')
  quotas!: AllocationQuotaOutcome[];

  /** What it was made from. Together with the seed it gives the proposal again, as it was before edits. */
  @Column('jsonb', { select: false })
  problem!: Problem;

  @Field(() => String, {
    description:
      'A fingerprint of all that it was made from: registrations, needs, wishes, stands, quotas and zones. Two proposals that share it and the seed are equal before edits.',
  })
  @Column('text')
  factsHash!: string;

  /** @throws IllegalTransition when it was decided already. */
  decide(status: AllocationStatus, by: string, at: Date): void {
    this.status = transitions.move(this.status, status);
    this.decidedAt = at;
    this.decidedBy = by;
  }

  /** @throws CodedError ILLEGAL_TRANSITION when it was applied or discarded. */
  requireOpen(): void {
    if (this.status !== AllocationStatus.PROPOSED) {
      throw new CodedError('ILLEGAL_TRANSITION', `A proposal that is ${this.status} cannot be edited.`, {
        type: 'AllocationProposal',
        from: this.status,
      });
    }
  }
}
