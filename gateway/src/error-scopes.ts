import { speakInScope, type RequestScope } from '@maarad/shared/telemetry';
import type { FormatError } from './refusal.js';
import type { RequestListener } from './request-listener.js';

/** In whose request an error came up: the server has errors formatted without saying so, and faults are told with their correlation id. */
export class ErrorScopes {
  private readonly scopes = new WeakMap<object, RequestScope>();

  readonly listener: RequestListener = {
    didEncounterErrors: ({ errors, contextValue }) => {
      errors.forEach((error) => this.scopes.set(error, contextValue.scope));
      return Promise.resolve();
    },
  };

  within(format: FormatError): FormatError {
    return (formatted, thrown) => {
      const scope = this.scopes.get(thrown as object);
      return scope ? speakInScope(scope, () => format(formatted, thrown)) : format(formatted, thrown);
    };
  }
}
