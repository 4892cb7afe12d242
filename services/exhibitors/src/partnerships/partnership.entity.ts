import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, TextColumn, type Texts } from '@maarad/shared/graphql';
import { PartnershipKind } from './partnership-kind.js';
import { PartnershipSide } from './partnership-sides.js';
import { PartnershipStatus, transitions } from './partnership-status.js';

@ObjectType({ description: 'A step of a partnership: what it became, when, for whom, and why.' })
export class PartnershipStep {
  @Field(() => PartnershipStatus)
  status!: PartnershipStatus;

  @Field(() => DateTime)
  at!: string;

  /** The subject of the token that it was done with: kept, and shown to nobody, since it may name a person. */
  by!: string;

  @Field(() => PartnershipSide)
  side!: PartnershipSide;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

/** Who takes a step, for which side, when, and why. */
export type Doing = { by: string; side: PartnershipSide; at: Date; reason?: string | null };

@ObjectType({
  description:
    'What two exhibitors, or an exhibitor and an organisation outside the fair, do together. Public once it has been agreed; before, and if it never was, only both sides and the organiser see it.',
})
@Directive('@key(fields: "id")')
@Entity()
export class Partnership {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { nullable: true })
  editionId!: string | null;

  @Column('uuid')
  fromExhibitorId!: string;

  @Column('uuid', { nullable: true })
  toExhibitorId!: string | null;

  @Column('uuid', { nullable: true })
  outsidePartnerId!: string | null;

  @Field(() => PartnershipKind)
  @Column('text')
  kind!: PartnershipKind;

  @Field(() => PartnershipStatus)
  @Column('text')
  status!: PartnershipStatus;

  /** Shown by the resolver to both sides and the organiser, as are all that have no field here. */
  @TextColumn({ nullable: true })
  terms!: Texts | null;

  @Column('text', { nullable: true })
  evidence!: string | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  proposedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  agreedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column('jsonb')
  history!: PartnershipStep[];

  @Column('date', { nullable: true })
  nextFollowUpDue!: string | null;

  /** When the latest follow-up says how it fares. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  followedUpAt!: Date | null;

  static propose(
    facts: Pick<Partnership, 'id' | 'editionId' | 'fromExhibitorId' | 'toExhibitorId' | 'kind' | 'terms'> &
      Partial<Pick<Partnership, 'outsidePartnerId' | 'evidence'>>,
    doing: Doing,
  ): Partnership {
    const partnership = Object.assign(new Partnership(), {
      outsidePartnerId: null,
      evidence: null,
      agreedAt: null,
      endedAt: null,
      nextFollowUpDue: null,
      followedUpAt: null,
      history: [],
      ...facts,
      proposedAt: doing.at,
    });
    partnership.note(PartnershipStatus.PROPOSED, doing);
    return partnership;
  }

  get isAgreed(): boolean {
    return this.status === PartnershipStatus.AGREED;
  }

  /** From now on it is public. @throws IllegalTransition unless it is proposed. */
  agree(doing: Doing, followUpDue: string): void {
    this.become(PartnershipStatus.AGREED, doing);
    this.agreedAt = doing.at;
    this.nextFollowUpDue = followUpDue;
  }

  /** @throws IllegalTransition unless it is agreed. */
  end(doing: Doing): void {
    this.become(PartnershipStatus.ENDED, doing);
    this.endedAt = doing.at;
    this.nextFollowUpDue = null;
  }

  /** @throws IllegalTransition when the status may not follow the present one. */
  become(status: PartnershipStatus, doing: Doing): void {
    this.note(transitions.move(this.status, status), doing);
  }

  /** The latest word counts: one that tells of an earlier day changes nothing. */
  followUp(at: Date, nextDue: string | null): void {
    if (this.followedUpAt === null || at >= this.followedUpAt) {
      this.followedUpAt = at;
      this.nextFollowUpDue = nextDue;
    }
  }

  private note(status: PartnershipStatus, { by, side, at, reason }: Doing): void {
    this.status = status;
    this.history = [...this.history, { status, at: at.toISOString(), by, side, reason: reason ?? null }];
  }
}
