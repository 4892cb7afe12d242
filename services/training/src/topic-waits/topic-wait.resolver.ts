import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import { DateTime, PageArgs, type Context } from '@maarad/shared/graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { visibleEnrolment } from '../enrolments/enrolment.reference.js';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { leaveTopic } from './leave-topic.js';
import { TopicWaitStatus } from './topic-wait-status.js';
import { TopicWait, TopicWaitConnection } from './topic-wait.entity.js';
import { LeaveTopicInput, WaitForTopicInput } from './topic-wait.inputs.js';
import { topicWaitPosition, topicWaitsOfExhibitor } from './topic-wait.reference.js';
import { waitForTopic } from './wait-for-topic.js';

@Resolver(() => TopicWait)
export class TopicWaitResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => [TopicWait], {
    description:
      'People of an exhibitor that takes part wait for a topic: a place in any scheduled workshop of it that suits and has not begun is offered, whoever asked first, one at a time to each.',
  })
  waitForTopic(@Arg('input') input: WaitForTopicInput, @Ctx() context: Context) {
    return waitForTopic(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => TopicWait, { description: 'Waits no longer; a place that is offered goes to whoever is next.' })
  leaveTopic(@Arg('input') input: LeaveTopicInput, @Ctx() context: Context) {
    return leaveTopic(context, input);
  }

  @FieldResolver(() => TopicWaitStatus)
  status(@Root() wait: TopicWait, @Ctx() { clock }: Context) {
    return wait.statusAt(clock.now());
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Whose turn it is among all who wait for the topic, the next one’s being 1. Set while it is WAITING.',
  })
  position(@Root() wait: TopicWait, @Ctx() context: Context) {
    return topicWaitPosition(context, wait);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Until when the place is kept. Set while it is OFFERED.',
  })
  offerExpiresAt(@Root() wait: TopicWait, @Ctx() { clock }: Context) {
    return wait.statusAt(clock.now()) === TopicWaitStatus.OFFERED ? wait.offerExpiresAt : null;
  }

  @FieldResolver(() => Enrolment, { nullable: true, description: 'The place that is offered, or was taken.' })
  enrolment(@Root() wait: TopicWait, @Ctx() context: Context) {
    const { OFFERED, ENROLLED } = TopicWaitStatus;
    return wait.enrolmentId !== null && [OFFERED, ENROLLED].includes(wait.statusAt(context.clock.now()))
      ? visibleEnrolment(context, wait.enrolmentId)
      : null;
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() { editionId }: TopicWait): Edition {
    return { id: editionId };
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() { exhibitorId }: TopicWait): Exhibitor {
    return { id: exhibitorId };
  }
}

@Resolver(() => Exhibitor)
export class TopicWaitsOfExhibitorResolver {
  @FieldResolver(() => TopicWaitConnection, {
    nullable: true,
    description:
      'For which topics its people wait or waited, the first one first. Only for the exhibitor itself and the organiser.',
  })
  topicWaits(@Root() { id }: Exhibitor, @Args() args: PageArgs, @Ctx() context: Context) {
    requireActsFor(context.principal, id);
    return topicWaitsOfExhibitor(context).load(id, args);
  }
}
