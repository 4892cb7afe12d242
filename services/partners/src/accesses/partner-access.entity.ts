import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

@ObjectType({
  description:
    'An exhibitor lets a partner see every event that tells of it, its sales among them. It holds until it is withdrawn; only the two and the organiser see it.',
})
@Entity('partner_accesses')
export class PartnerAccess {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID)
  @Column('uuid')
  partnerId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  grantedAt!: Date;

  @Column('text')
  grantedBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'Since when the partner sees nothing more by it.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  withdrawnAt!: Date | null;

  @Column('text', { nullable: true })
  withdrawnBy!: string | null;

  /** Granted again, it holds again. */
  grant(by: string, at: Date): void {
    if (this.withdrawnAt) {
      Object.assign(this, { grantedAt: at, grantedBy: by, withdrawnAt: null, withdrawnBy: null });
    }
  }

  withdraw(by: string, at: Date): void {
    if (!this.withdrawnAt) {
      Object.assign(this, { withdrawnAt: at, withdrawnBy: by });
    }
  }
}

@ObjectType()
export class PartnerAccessConnection extends connectionOf('PartnerAccess', () => PartnerAccess) {}
