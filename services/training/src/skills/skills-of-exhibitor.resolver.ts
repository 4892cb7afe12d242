import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Skill } from './skill.js';
import { skillsOf } from './skills.reference.js';

@Resolver(() => Exhibitor)
export class SkillsOfExhibitorResolver {
  @FieldResolver(() => [Skill], {
    nullable: true,
    description:
      'What its people learned in workshops that they completed, the first one first. Only for the exhibitor itself and the organiser.',
  })
  skills(@Root() { id }: Exhibitor, @Ctx() context: Context) {
    requireActsFor(context.principal, id);
    return skillsOf(context, id);
  }
}
