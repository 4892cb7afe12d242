import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum StandStatus {
  FREE = 'FREE',
  ASSIGNED = 'ASSIGNED',
}

registerEnumType(StandStatus, { name: 'StandStatus', description: 'Whether a stand has a holder.' });

@ObjectType({
  description:
    'Where a stand is on the floor of its hall, in metres from the corner; x runs along the width, y along the depth.',
})
export class StandPosition {
  @Field(() => Float)
  x!: number;

  @Field(() => Float)
  y!: number;

  @Field(() => Float)
  width!: number;

  @Field(() => Float)
  depth!: number;
}

@ObjectType({ description: 'A place in a hall where one exhibitor shows and sells.' })
@Directive('@key(fields: "id")')
@Entity()
export class Stand {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  hallId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => String, { description: 'As on the signs: "A-01". Unique in its edition.' })
  @Column('text')
  code!: string;

  @Field(() => Boolean)
  @Column('boolean')
  hasPower!: boolean;

  @Field(() => Boolean)
  @Column('boolean')
  hasWater!: boolean;

  @Field(() => StandPosition)
  @Column('jsonb')
  position!: StandPosition;

  @Field(() => Float, { description: 'In square metres.' })
  get area(): number {
    return Math.round(this.position.width * this.position.depth * 100) / 100;
  }
}
