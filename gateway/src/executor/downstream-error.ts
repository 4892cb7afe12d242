import { errorCodeDef, ERRORS } from '@apollo/federation-internals';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error of a service, as a caller of the whole graph meets it. @param path where in the whole answer */
export function downstreamError(
  original: GraphQLFormattedError,
  serviceName: string,
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  const { extensions } = original;
  const message = original.message || `Error while fetching subquery from service "${serviceName}"`;
  const options = {
    originalError: original as Error & GraphQLFormattedError,
    path,
    extensions: { ...extensions, serviceName },
  };
  const known = errorCodeDef(original as GraphQLError);
  if (!known && extensions?.code) {
    return new GraphQLError(message, options);
  }
  return (known ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}
