import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

/** A place that the jury found. Never part of the graph: only publishing reads it. */
@Entity()
export class SealedResult {
  /** That of the award that it may become. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  categoryId!: string;

  @Column('uuid')
  nomineeId!: string;

  @Column('integer')
  rank!: number;
}

@ObjectType({ description: 'An award that an edition of the fair has granted. There is none before it is published.' })
@Directive('@key(fields: "id")')
@Entity()
export class Award {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  categoryId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => Int, { description: 'Laureates whose results are equal share a rank.' })
  @Column('integer')
  rank!: number;

  @Field(() => LocalizedText, { description: 'What it was granted for.' })
  @TextColumn()
  citation!: Texts;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  grantedAt!: Date;
}
