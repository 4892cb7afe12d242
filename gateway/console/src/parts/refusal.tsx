import { FieldError } from 'react-aria-components';
import { useReader } from '../reader.js';

/** Why a field is not taken, in the reader's words; what the graph says of it as a detail. */
export function Refusal() {
  const { t } = useReader();
  return (
    <FieldError>
      {({ validationDetails, validationErrors }) =>
        validationDetails.valueMissing ? (
          t.isMissing
        ) : (
          <>
            {t.notTaken} <bdi lang="en">{validationErrors.join(' ')}</bdi>
          </>
        )
      }
    </FieldError>
  );
}
