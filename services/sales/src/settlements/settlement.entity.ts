import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { IllegalTransition } from '@maarad/shared/errors';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

export enum SettlementResolution {
  SUBSTITUTE = 'SUBSTITUTE',
  LATER_DELIVERY = 'LATER_DELIVERY',
  REFUND = 'REFUND',
}

registerEnumType(SettlementResolution, {
  name: 'SettlementResolution',
  description:
    'SUBSTITUTE: another product from stock; LATER_DELIVERY: the product itself, now that there is more; REFUND: the sale is taken back whole.',
});

@ObjectType({
  description:
    'What was sold of a product at a stand, without a network, beyond what there was. Open until it is settled.',
})
@Entity()
export class Settlement {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  orderId!: string;

  @Column('uuid')
  productId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => Int, { description: 'Units that the stock could not cover.' })
  @Column('integer')
  missing!: number;

  @Field(() => SettlementResolution, { nullable: true, description: 'Null while it is open.' })
  @Column('text', { nullable: true })
  resolution!: SettlementResolution | null;

  @Column('uuid', { nullable: true })
  substituteId!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  settledAt!: Date | null;

  /** @throws IllegalTransition when it has been settled already. */
  settle(resolution: SettlementResolution, at: Date, note: string | null, substituteId: string | null): void {
    if (this.resolution) {
      throw new IllegalTransition('Settlement', this.resolution, resolution, []);
    }
    Object.assign(this, { resolution, note, substituteId, settledAt: at });
  }
}

@ObjectType()
export class SettlementConnection extends connectionOf('Settlement', () => Settlement) {}
