import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { transitionTable } from '@maarad/shared/database';
import { DateTime } from '@maarad/shared/graphql';

export enum JudgingStatus {
  OPEN = 'OPEN',
  SEALED = 'SEALED',
  PUBLISHED = 'PUBLISHED',
}

registerEnumType(JudgingStatus, { name: 'JudgingStatus', description: "How far an edition's awards have come." });

const transitions = transitionTable<JudgingStatus>('Judging', {
  OPEN: [JudgingStatus.OPEN, JudgingStatus.SEALED],
  SEALED: [JudgingStatus.PUBLISHED],
  PUBLISHED: [],
});

@ObjectType({ description: 'The judging of an edition: open for scores, then sealed, then published at the ceremony.' })
@Entity()
export class Judging {
  /** The edition's. */
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => JudgingStatus)
  @Column('text')
  status!: JudgingStatus;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sealedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  publishedAt!: Date | null;

  /** @throws IllegalTransition once it is sealed. */
  requireOpen(): void {
    transitions.move(this.status, JudgingStatus.OPEN);
  }

  /** @throws IllegalTransition unless it is open. */
  seal(at: Date): void {
    this.status = transitions.move(this.status, JudgingStatus.SEALED);
    this.sealedAt = at;
  }

  /** @throws IllegalTransition unless it is sealed. */
  publish(at: Date): void {
    this.status = transitions.move(this.status, JudgingStatus.PUBLISHED);
    this.publishedAt = at;
  }
}
