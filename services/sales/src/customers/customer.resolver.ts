import { Arg, Args, Authorized, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { CustomerErasure, CustomerErasureConnection } from './customer-erasure.entity.js';
import { CustomerPurpose } from './customer-terms.js';
import { Customer, CustomerConnection } from './customer.entity.js';
import {
  CustomersArgs,
  EraseCustomerInput,
  RecordCustomerInput,
  RecordCustomersInput,
  RecordedCustomer,
  WithdrawCustomerConsentInput,
} from './customer.inputs.js';
import { customersCsvPath } from './customers-csv.route.js';
import { customersPage, exportedCustomers } from './customers-query.js';
import { eraseCustomer, withdrawCustomerConsent } from './erase-customer.js';
import { exhibitorOf } from './own-customers.js';
import { recordCustomer } from './record-customer.js';
import { recordCustomers } from './record-customers.js';

@ObjectType({ description: 'Contacts to take along.' })
export class CustomerExport {
  @Field(() => Int, { description: 'How many it holds now.' })
  count!: number;

  @Field(() => String, {
    description: 'Where they are as CSV: a path at the front door, for the same token. As data, `customers` has them.',
  })
  path!: string;
}

@Resolver(() => Customer)
export class CustomerResolver {
  @Authorized('exhibitor')
  @Query(() => CustomerConnection, {
    description:
      'The contacts left at its stand, for the exhibitor itself alone, the first recorded first; with a search the closest first.',
  })
  customers(@Args() args: CustomersArgs, @Ctx() context: Context) {
    return customersPage(context, args);
  }

  @Authorized('exhibitor')
  @Query(() => CustomerExport, {
    description: 'The contacts that may be used, or may be for one purpose, to take along.',
  })
  async exportCustomers(
    @Ctx() context: Context,
    @Arg('purpose', () => CustomerPurpose, { nullable: true }) purpose?: CustomerPurpose,
  ): Promise<CustomerExport> {
    const query = await exportedCustomers(context, { filter: { purpose } });
    return { count: await query.getCount(), path: `${customersCsvPath}${purpose ? `?purpose=${purpose}` : ''}` };
  }

  @Authorized('exhibitor')
  @Query(() => CustomerErasureConnection, { description: 'Which of its contacts were erased, the last one first.' })
  customerErasures(@Args() args: PageArgs, @Ctx() { database, principal }: Context) {
    const query = database
      .getRepository(CustomerErasure)
      .createQueryBuilder('erasure')
      .where('erasure.exhibitorId = :own', { own: exhibitorOf(principal) });
    return page(query, args, { by: ['erasedAt', 'id'], direction: 'DESC' });
  }

  @Authorized('exhibitor')
  @Query(() => Customer, { nullable: true })
  customer(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    const exhibitorId = exhibitorOf(context.principal);
    return isId(id) ? context.database.getRepository(Customer).findOneBy({ id, exhibitorId }) : null;
  }

  @Authorized('exhibitor')
  @Mutation(() => Customer, {
    description:
      'Keeps a contact that somebody left at the stand, with consent and for a purpose. CONFLICT once erased.',
  })
  async recordCustomer(@Arg('input') input: RecordCustomerInput, @Ctx() context: Context) {
    return (await recordCustomer(context, input)).customer;
  }

  @Authorized('exhibitor')
  @Mutation(() => [RecordedCustomer], {
    description: 'Keeps what a device took down without a network, each by itself and once, however often it is sent.',
  })
  recordCustomers(@Arg('input') input: RecordCustomersInput, @Ctx() context: Context) {
    return recordCustomers(context, input);
  }

  @Authorized('exhibitor')
  @Mutation(() => Customer, { description: 'Ends what the person consented to. Again it changes nothing.' })
  withdrawCustomerConsent(@Arg('input') input: WithdrawCustomerConsentInput, @Ctx() context: Context) {
    return withdrawCustomerConsent(context, input);
  }

  @Authorized('exhibitor')
  @Mutation(() => CustomerErasure, {
    description: 'Deletes a contact for good: only that it was erased is kept. Again it gives the first answer.',
  })
  eraseCustomer(@Arg('input') input: EraseCustomerInput, @Ctx() context: Context) {
    return eraseCustomer(context, input);
  }
}
