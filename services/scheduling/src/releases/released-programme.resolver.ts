import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { pageOf, pagesByParent, type Order } from '@maarad/shared/database';
import { defineLoaderWithArgs, PageArgs, type Context, type Page } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Edition } from '../external/edition.stub.js';
import { Session } from '../sessions/session.entity.js';
import { releasedIn } from './changes-of-release.js';
import { ProgrammeRelease, ProgrammeReleaseConnection } from './programme-release.entity.js';

const newestFirst: Order<ProgrammeRelease> = { by: ['version', 'id'], direction: 'DESC' };

const releasesOfEdition = defineLoaderWithArgs<Pick<PageArgs, 'first' | 'after'>, Page<ProgrammeRelease>>(
  (parentIds, args, { database }) =>
    pagesByParent(database.manager, ProgrammeRelease, { parent: 'editionId', parentIds, args, order: newestFirst }),
);

@Resolver(() => Edition)
export class ReleasesOfEditionResolver {
  @FieldResolver(() => ProgrammeReleaseConnection, {
    nullable: true,
    description: 'The programme as it was made known, the newest release first.',
  })
  releases(@Root() { id }: Edition, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    return isId(id)
      ? releasesOfEdition(context).load(id, { first, after })
      : pageOf<ProgrammeRelease>([], { first, after }, newestFirst, () => Promise.resolve(0));
  }
}

@Resolver(() => Session)
export class ReleasedSessionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The version of the release that made it known as it stands: its time, its venue, who appears in it, and whether it takes place. Null while that waits for a release.',
  })
  releasedIn(@Root() session: Session, @Ctx() context: Context) {
    return releasedIn(session, context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether a release has made it known as it stands.' })
  async released(@Root() session: Session, @Ctx() context: Context): Promise<boolean> {
    return (await releasedIn(session, context)) !== null;
  }
}
