import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoaderWithArgs, PageArgs, type Context } from '@maarad/shared/graphql';
import { Partner } from '../partners/partner.entity.js';
import { issuePartnerCredential } from './issue-partner-credential.js';
import { PartnerCredential, PartnerCredentialConnection } from './partner-credential.entity.js';
import {
  IssuedPartnerCredential,
  IssuePartnerCredentialInput,
  RevokePartnerCredentialInput,
} from './partner-credential.inputs.js';
import { revokePartnerCredential } from './revoke-partner-credential.js';

const credentialsOf = defineLoaderWithArgs((parentIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, PartnerCredential, {
    ...{ parent: 'partnerId', parentIds, args },
    order: { by: ['id'], direction: 'DESC' },
  }),
);

@Resolver(() => PartnerCredential)
export class PartnerCredentialResolver {
  @Authorized('admin', 'partner')
  @Mutation(() => IssuedPartnerCredential, {
    description:
      'At most five of a partner are good at a time. The earlier ones stay good: issue, change over, revoke. A partner issues its own.',
  })
  issuePartnerCredential(@Arg('input') input: IssuePartnerCredentialInput, @Ctx() context: Context) {
    return issuePartnerCredential(context, input);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => PartnerCredential, {
    description:
      'For good: requests are refused 30 seconds later at most, open streams end within a minute. Again changes nothing.',
  })
  revokePartnerCredential(@Arg('input') input: RevokePartnerCredentialInput, @Ctx() context: Context) {
    return revokePartnerCredential(context, input);
  }
}

@Resolver(() => Partner)
export class CredentialsOfPartnerResolver {
  @FieldResolver(() => PartnerCredentialConnection, {
    description: 'The latest issued first, with those that are revoked or expired.',
  })
  credentials(@Root() { id }: Partner, @Args() args: PageArgs, @Ctx() context: Context) {
    return credentialsOf(context).load(id, args);
  }
}
