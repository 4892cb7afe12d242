import { useMemo } from 'react';
import { useReader } from '../reader.js';

const spans = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Figures of the services as the reader writes them; what cannot be known now is a dash. */
export function useFigures() {
  const { locale } = useReader();
  return useMemo(() => {
    // One event in a minute is not none: what is small has two digits, however far behind the point.
    const few = new Intl.NumberFormat(locale, {
      maximumFractionDigits: 1,
      maximumSignificantDigits: 2,
      roundingPriority: 'morePrecision',
    });
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const milliseconds = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'millisecond',
      maximumFractionDigits: 0,
    });
    const known = (write: (value: number) => string) => (value: number | null) => (value === null ? '–' : write(value));
    return {
      few: known((value) => few.format(value)),
      share: known((value) => share.format(value)),
      milliseconds: known((value) => milliseconds.format(value)),
      span: known((seconds) => {
        const [unit, size] = spans.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
        return new Intl.NumberFormat(locale, { style: 'unit', unit }).format(Math.floor(seconds / size));
      }),
    };
  }, [locale]);
}
