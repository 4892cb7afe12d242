import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Session } from '../sessions/session.entity.js';
import { sessionsOfExhibitor } from './sessions-of-exhibitor.js';

@Resolver(() => Exhibitor)
export class ExhibitorResolver {
  @FieldResolver(() => [Session], {
    nullable: true,
    description: 'The sessions that it appears in, by their start. Without what is cancelled.',
  })
  sessions(@Root() exhibitor: Exhibitor, @Ctx() context: Context) {
    return sessionsOfExhibitor(context).load(exhibitor.id);
  }
}
