import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum StandStatus {
  FREE = 'FREE',
  HELD = 'HELD',
  ASSIGNED = 'ASSIGNED',
}

registerEnumType(StandStatus, {
  name: 'StandStatus',
  description:
    'FREE: nobody has it. HELD: it is kept for someone until a deadline. ASSIGNED: it has a holder, for the whole edition or for a part of it.',
});

@ObjectType({
  description:
    'Where a stand or an aisle is on the floor of its hall, in metres from the corner; x runs along the width, y along the depth.',
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

@ObjectType({
  description:
    'A place in a hall where an exhibitor shows and sells; several may share it, each in half-days of its own.',
})
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
