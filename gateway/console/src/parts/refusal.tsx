import { FieldError } from 'react-aria-components';
import { useReader } from '../reader.js';

/** Why a field is not taken: what the browser finds in the reader's words, what the graph refuses in its own. */
export function Refusal() {
  const { t } = useReader();
  return (
    <FieldError>
      {({ validationDetails, validationErrors }) =>
        validationDetails.valueMissing ? t.isMissing : <bdi>{validationErrors.join(' ')}</bdi>
      }
    </FieldError>
  );
}
