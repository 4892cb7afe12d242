import { Arg, Args, Authorized, Ctx, FieldResolver, Float, Mutation, Resolver, Root } from 'type-graphql';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireLeads } from '../workshops/who-leads.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { Feedback, FeedbackConnection, RatingCount } from './feedback.entity.js';
import { RateWorkshopInput } from './feedback.inputs.js';
import { feedbackOfEnrolment, meanOf, requireSaidIt, shownFeedback, shownRatings } from './feedback.reference.js';
import { rateWorkshop } from './rate-workshop.js';

@Resolver(() => Enrolment)
export class FeedbackResolver {
  @Authorized('exhibitor')
  @Mutation(() => Enrolment, {
    description:
      'Somebody who ATTENDED a workshop says how it was. What is said again replaces what was said before, for fourteen days after the attendance was closed.',
  })
  rateWorkshop(@Arg('input') input: RateWorkshopInput, @Ctx() context: Context) {
    return rateWorkshop(context, input);
  }

  @FieldResolver(() => Feedback, {
    nullable: true,
    description:
      'What the person says of the workshop. Only for the exhibitor itself: others read it without who said it.',
  })
  feedback(@Root() { id, exhibitorId }: Enrolment, @Ctx() context: Context) {
    requireSaidIt(context.principal, exhibitorId);
    return feedbackOfEnrolment(context).load(id);
  }
}

@Resolver(() => Workshop)
export class FeedbackOfWorkshopResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The mean of its ratings, from 1 to 5, to two decimals; null below five answers. Only for its trainers and the organiser.',
  })
  async rating(@Root() { id, trainerIds }: Workshop, @Ctx() context: Context) {
    requireLeads(context.principal, trainerIds);
    const ratings = await shownRatings(context, id);
    return ratings && meanOf(ratings);
  }

  @FieldResolver(() => [RatingCount], {
    nullable: true,
    description: 'How many gave each rating; null below five answers. Only for its trainers and the organiser.',
  })
  ratings(@Root() { id, trainerIds }: Workshop, @Ctx() context: Context) {
    requireLeads(context.principal, trainerIds);
    return shownRatings(context, id);
  }

  @FieldResolver(() => FeedbackConnection, {
    nullable: true,
    description:
      'What was said of it, without who said it; ratings from five answers on. Only for its trainers and the organiser.',
  })
  feedback(@Root() { id, trainerIds }: Workshop, @Args() args: PageArgs, @Ctx() context: Context) {
    requireLeads(context.principal, trainerIds);
    return shownFeedback(context, id, args);
  }
}
