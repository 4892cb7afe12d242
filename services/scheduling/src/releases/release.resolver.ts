import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isId } from '@maarad/shared/runtime';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { performerById } from '../performers/performer.reference.js';
import { Session } from '../sessions/session.entity.js';
import { sessionById } from '../sessions/session.reference.js';
import { changesOfRelease } from './changes-of-release.js';
import { placeOf } from './difference.js';
import { ProgrammeRelease } from './programme-release.entity.js';
import { ReleaseConcerned } from '../concerned/release-concerned.js';
import { releaseProgramme } from './release-programme.js';
import { ReleaseProgrammeInput } from './release.inputs.js';
import { Change, type ReleasedSession } from './released-session.entity.js';
import { SessionMove } from './session-move.js';

@Resolver(() => ProgrammeRelease)
export class ReleaseResolver {
  @Query(() => ProgrammeRelease, { nullable: true })
  programmeRelease(
    @Arg('editionId', () => ID) editionId: string,
    @Arg('version', () => Int) version: number,
    @Ctx() { database }: Context,
  ) {
    return isId(editionId) ? database.getRepository(ProgrammeRelease).findOneBy({ editionId, version }) : null;
  }

  @Authorized('admin')
  @Mutation(() => ProgrammeRelease, {
    description:
      'Makes the programme known as it stands. CONFLICT names the sessions in a blocking conflict; it names none when there is nothing new.',
  })
  releaseProgramme(@Arg('input') input: ReleaseProgrammeInput, @Ctx() context: Context) {
    return releaseProgramme(context, input);
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() { editionId }: ProgrammeRelease): Edition {
    return { id: editionId };
  }

  @FieldResolver(() => [Session], { description: 'As they are now, by the start that this release gave them.' })
  added(@Root() release: ProgrammeRelease, @Ctx() context: Context) {
    return sessionsWith(Change.ADDED, release, context);
  }

  @FieldResolver(() => [Session], { description: 'As they are now.' })
  cancelled(@Root() release: ProgrammeRelease, @Ctx() context: Context) {
    return sessionsWith(Change.CANCELLED, release, context);
  }

  @FieldResolver(() => [Session], {
    description: 'Where they were, with others in them or in other words. As they are now.',
  })
  changed(@Root() release: ProgrammeRelease, @Ctx() context: Context) {
    return sessionsWith(Change.CHANGED, release, context);
  }

  @FieldResolver(() => [SessionMove])
  async moved(@Root() release: ProgrammeRelease, @Ctx() context: Context) {
    const rows = await rowsWith(Change.MOVED, release, context);
    return rows.map((row) => ({
      session: sessionById(context).load(row.sessionId),
      from: row.movedFrom,
      to: placeOf(row),
    }));
  }

  @FieldResolver(() => String, {
    description:
      'Where the whole programme of this release is, signed, to be read without a network; with &since=N what changed since release N.',
  })
  snapshot(@Root() { editionId, version }: ProgrammeRelease): string {
    return `/programme.json?edition=${editionId}&version=${version}`;
  }

  @FieldResolver(() => ReleaseConcerned)
  concerned(@Root() release: ProgrammeRelease, @Ctx() context: Context) {
    const { id, performerIds, exhibitorIds, workshopIds, reservationHolders } = release;
    return {
      releaseId: id,
      holders: reservationHolders,
      performers: performerById(context).loadMany(performerIds),
      exhibitors: exhibitorIds.map((id) => ({ id })),
      workshops: workshopIds.map((id) => ({ id })),
    };
  }
}

async function rowsWith(wanted: Change, { id }: ProgrammeRelease, context: Context): Promise<ReleasedSession[]> {
  return (await changesOfRelease(context).load(id)).filter(({ change }) => change === wanted);
}

async function sessionsWith(wanted: Change, release: ProgrammeRelease, context: Context) {
  const rows = await rowsWith(wanted, release, context);
  return sessionById(context).loadMany(rows.map(({ sessionId }) => sessionId));
}
