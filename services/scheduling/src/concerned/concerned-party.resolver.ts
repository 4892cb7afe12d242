import { Args, Authorized, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoaderWithArgs, PageArgs, type Context, type Page } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Performer } from '../performers/performer.entity.js';
import { performerById } from '../performers/performer.reference.js';
import { ConcernedParty, ConcernedPartyConnection, PartyKind } from './concerned-party.entity.js';
import { ReleaseConcerned } from './release-concerned.js';

const partiesOfRelease = defineLoaderWithArgs<Pick<PageArgs, 'first' | 'after'>, Page<ConcernedParty>>(
  (parentIds, args, { database }) =>
    pagesByParent(database.manager, ConcernedParty, { parent: 'releaseId', parentIds, args, order: { by: ['id'] } }),
);

@Resolver(() => ReleaseConcerned)
export class ReleaseConcernedResolver {
  @Authorized('admin', 'partner')
  @FieldResolver(() => ConcernedPartyConnection, {
    nullable: true,
    description:
      'Whom to tell: who appears in what changed and who has somebody enrolled in it, as it was at the release, each once. For the organiser and partners.',
  })
  parties(@Root() { releaseId }: ReleaseConcerned, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    return partiesOfRelease(context).load(releaseId, { first, after });
  }

  @Authorized('admin')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many people held or waited for seats in what changed, each counted once; who they are is told to nobody. For the organiser.',
  })
  reservationHolders(@Root() { holders }: ReleaseConcerned): number | null {
    return holders;
  }
}

@Resolver(() => ConcernedParty)
export class ConcernedPartyResolver {
  @FieldResolver(() => Performer, { nullable: true })
  performer(@Root() { kind, partyId }: ConcernedParty, @Ctx() context: Context) {
    return kind === PartyKind.PERFORMER ? performerById(context).load(partyId) : null;
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() { kind, partyId }: ConcernedParty): Exhibitor | null {
    return kind === PartyKind.EXHIBITOR ? { id: partyId } : null;
  }
}
