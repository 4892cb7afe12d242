import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { SessionConnection } from '../sessions/session.inputs.js';
import { programme, ProgrammeArgs } from './programme.js';

@Resolver(() => Edition)
export class EditionResolver {
  @FieldResolver(() => SessionConnection, {
    nullable: true,
    description: 'What takes place, by its start; with a day, what starts on that day. Without what is cancelled.',
  })
  programme(@Root() edition: Edition, @Args() args: ProgrammeArgs, @Ctx() context: Context) {
    return programme(context, edition.id, args);
  }
}
