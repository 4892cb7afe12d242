import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { transitionTable } from '@maarad/shared/database';
import { DateTime, exactInteger } from '@maarad/shared/graphql';
import type { EventFilter } from '../../feed/event-filter.js';
import { rotated, type SealedKeys } from '../sending/key-seal.js';
import { afterFailure, closedCircuit, isBeyondHope, type Circuit } from './circuit.js';
import { DeliveryOrder, DisabledReason, EndpointStatus } from './endpoint-status.js';

const transitions = transitionTable<EndpointStatus>('WebhookEndpoint', {
  ENABLED: [EndpointStatus.ENABLED, EndpointStatus.DISABLED, EndpointStatus.DELETED],
  DISABLED: [EndpointStatus.ENABLED, EndpointStatus.DISABLED, EndpointStatus.DELETED],
  DELETED: [EndpointStatus.DELETED],
});

/** Part of the feed that is sent again. */
export interface Replay {
  /** What came after this place… */
  after: number;
  /** … up to this one. */
  until: number;
}

const instant = { type: 'timestamptz', precision: 3, nullable: true } as const;

@ObjectType({
  description:
    'Where a partner receives events, signed by the Standard Webhooks specification. Only the partner and the organiser see it.',
})
@Directive('@key(fields: "id")')
@Entity()
export class WebhookEndpoint {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  partnerId!: string;

  @Field(() => String)
  @Column('text')
  url!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  description!: string | null;

  @Column('jsonb')
  filter!: EventFilter;

  @Field(() => DeliveryOrder)
  @Column('text')
  order!: DeliveryOrder;

  @Field(() => EndpointStatus)
  @Column('text')
  status!: EndpointStatus;

  @Field(() => DisabledReason, { nullable: true })
  @Column('text', { nullable: true })
  disabledReason!: DisabledReason | null;

  @Field(() => DateTime, { nullable: true })
  @Column(instant)
  disabledAt!: Date | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Up to which place of the feed everything that fits has become a delivery. */
  @Column({ type: 'bigint', transformer: exactInteger })
  place!: number;

  @Column('jsonb', { nullable: true })
  replay!: Replay | null;

  /** The newest first. Never in the graph, but for the public halves. */
  @Column('jsonb')
  keys!: SealedKeys[];

  @Field(() => Int, { description: 'Attempts that failed since one succeeded.' })
  @Column('integer')
  failures!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the first of them failed.' })
  @Column(instant)
  failingSince!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Nothing is sent before, since too much failed or it asked for it.',
  })
  @Column(instant)
  pausedUntil!: Date | null;

  @Field(() => String, { description: 'With which it verifies the Ed25519 signatures (`v1a`): `whpk_` and base64.' })
  get publicKey(): string {
    return this.keys[0]?.publicKey ?? '';
  }

  /** Everything is forgotten of how it failed: it is tried at once. @throws IllegalTransition once it is deleted. */
  enable(): void {
    this.status = transitions.move(this.status, EndpointStatus.ENABLED);
    Object.assign(this, { disabledReason: null, disabledAt: null, ...closedCircuit });
  }

  /** @throws IllegalTransition once it is deleted. */
  disable(reason: DisabledReason, at: Date): void {
    if (this.status !== EndpointStatus.DISABLED) {
      this.status = transitions.move(this.status, EndpointStatus.DISABLED);
      Object.assign(this, { disabledReason: reason, disabledAt: at });
    }
  }

  delete(): void {
    this.status = transitions.move(this.status, EndpointStatus.DELETED);
    Object.assign(this, { keys: [], replay: null });
  }

  /** The keys of until now are used beside the new ones until then. */
  rotateKeys(fresh: SealedKeys, now: Date, until: Date): void {
    this.keys = rotated(this.keys, fresh, now, until);
  }

  succeeded(): void {
    Object.assign(this, closedCircuit);
  }

  /** A receiver that is gone is disabled at once, one that has failed for long as well. */
  failed(at: Date, { gone, retryAfter }: { gone: boolean; retryAfter: Date | null }): void {
    const circuit: Circuit = afterFailure(this, at, retryAfter);
    Object.assign(this, circuit);
    if (this.status === EndpointStatus.ENABLED && (gone || isBeyondHope(circuit, at))) {
      this.disable(gone ? DisabledReason.GONE : DisabledReason.FAILING, at);
    }
  }
}
