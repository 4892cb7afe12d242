import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Money, PageArgs, type Context, LocalizedText } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { visibleOrder } from '../orders/order.reference.js';
import { Order } from '../orders/order.entity.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { closeDay, closeFairDay } from './close-day.js';
import { FairFees } from './fair-fees.entity.js';
import { setFairFees } from './set-fair-fees.js';
import {
  CloseDayInput,
  CloseFairDayInput,
  EditionStatementArgs,
  ExhibitorStatementArgs,
  RowsArgs,
  SetFairFeesInput,
} from './statement.inputs.js';
import { statementOfExhibitor, statementOfFair } from './statement-of.js';
import { Correction, ProductStatement, Statement, StatementConnection } from './statement.js';
import { statementsInFair } from './statements-in-fair.js';

@Resolver(() => Exhibitor)
export class ExhibitorStatementResolver {
  @Authorized('admin', 'exhibitor')
  @FieldResolver(() => Statement, {
    nullable: true,
    description: 'For the exhibitor itself and the organiser; null for others.',
  })
  statement(@Root() { id }: Exhibitor, @Args() args: ExhibitorStatementArgs, @Ctx() context: Context) {
    return statementOfExhibitor(context, id, args);
  }
}

@Resolver(() => Edition)
export class EditionStatementResolver {
  @Authorized('admin')
  @FieldResolver(() => Statement, { nullable: true, description: 'Of the whole fair. For the organiser.' })
  statement(@Root() { id }: Edition, @Args() { day }: EditionStatementArgs, @Ctx() context: Context) {
    return statementOfFair(context, { editionId: id, day });
  }
}

@Resolver(() => Statement)
export class StatementResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => Statement, {
    description:
      'The exhibitor, or the organiser, has done with a day: its statement stays as it is, and what still comes for it counts on the first open day after it, with a note.',
  })
  closeDay(@Arg('input') input: CloseDayInput, @Ctx() context: Context) {
    return closeDay(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Statement, {
    description: 'The same for every exhibitor with a stall in the edition: `exhibitors` is the report of each.',
  })
  closeFairDay(@Arg('input') input: CloseFairDayInput, @Ctx() context: Context) {
    return closeFairDay(context, input);
  }

  @Authorized('admin')
  @Mutation(() => FairFees, { description: 'Days that are closed keep the rate that they were closed with.' })
  setFairFees(@Arg('input') input: SetFairFeesInput, @Ctx() context: Context) {
    return setFairFees(context, input);
  }

  @FieldResolver(() => [ProductStatement], { description: 'Those that brought in the most first.' })
  byProduct(@Root() { figures, currency }: Statement, @Args() { first }: RowsArgs): ProductStatement[] {
    return figures.products.slice(0, first).map((product) =>
      Object.assign(new ProductStatement(), {
        ...{ figures: product, sold: product.sold, returned: product.returned },
        ...{ gross: Money.of(product.gross, currency), refunds: Money.of(product.refunds, currency) },
      }),
    );
  }

  @FieldResolver(() => [Correction], { description: 'What counts here and belongs to days that were closed before.' })
  corrections(@Root() { figures, currency }: Statement, @Args() { first }: RowsArgs): Correction[] {
    return figures.corrections.slice(0, first).map((correction) =>
      Object.assign(new Correction(), {
        ...{ figures: correction, kind: correction.kind, ofDay: correction.ofDay },
        ...{ receiptNumber: correction.receiptNumber, amount: Money.of(correction.amount, currency) },
      }),
    );
  }

  @FieldResolver(() => StatementConnection, {
    nullable: true,
    description: 'For the whole fair: the statement of each exhibitor. Null for that of one.',
  })
  exhibitors(@Root() statement: Statement, @Args() args: PageArgs, @Ctx() context: Context) {
    return statementsInFair(context, statement, args);
  }

  @FieldResolver(() => Exhibitor, { nullable: true, description: 'Null for the whole fair.' })
  exhibitor(@Root() { exhibitorId }: Statement): Exhibitor | null {
    return exhibitorId ? { id: exhibitorId } : null;
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() { editionId }: Statement): Edition {
    return { id: editionId };
  }
}

@Resolver(() => ProductStatement)
export class ProductStatementResolver {
  @FieldResolver(() => LocalizedText, { description: 'As the product was called when the day was closed.' })
  name(@Root() { figures }: ProductStatement) {
    return figures.name;
  }

  @FieldResolver(() => Product)
  product(@Root() { figures }: ProductStatement, @Ctx() context: Context) {
    return productById(context).load(figures.productId);
  }
}

@Resolver(() => Correction)
export class CorrectionResolver {
  @FieldResolver(() => Order, { nullable: true })
  order(@Root() { figures }: Correction, @Ctx() context: Context) {
    return visibleOrder(context, figures.orderId);
  }
}
