import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const movementKinds = ['RECEIVED', 'SOLD', 'REFUNDED'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** One entry of a product's stock ledger. Entries are never changed: their sum is what is available. */
@Entity()
export class StockMovement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  productId!: string;

  @Column('text')
  kind!: MovementKind;

  /** Units: negative when they leave the stall. */
  @Column('integer')
  quantity!: number;

  @Column('uuid', { nullable: true })
  orderId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** The subject of the token that it was done with. */
  @Column('text')
  by!: string;
}
