import { Field, ObjectType } from 'type-graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Workshop } from '../external/workshop.stub.js';
import { Performer } from '../performers/performer.entity.js';

@ObjectType('ReleaseConcerned', {
  description: "Whom a release's changes concern: who appears in a changed session, or did before. Each once.",
})
export class ReleaseConcerned {
  releaseId!: string;

  holders!: number | null;

  @Field(() => [Performer])
  performers!: (Performer | Error)[];

  @Field(() => [Exhibitor], { nullable: 'items' })
  exhibitors!: Exhibitor[];

  @Field(() => [Workshop], { nullable: 'items', description: 'With those enrolled in them.' })
  workshops!: Workshop[];
}
