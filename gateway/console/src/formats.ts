import { useMemo } from 'react';
import { useReader } from './reader.js';

export interface Money {
  amount: string;
  currency: string;
}

/** Where the fair is, for what belongs to no edition. */
const usualTimeZone = 'Africa/Casablanca';

/** Figures, money and time as the reader writes them. Times are those of the fair's place. */
export function useFormats(timeZone = usualTimeZone) {
  const { locale } = useReader();
  return useMemo(() => {
    const number = new Intl.NumberFormat(locale);
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
    // With the zone: who runs the fair may be elsewhere, and what knows of zones differs in what it knows.
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone });
    const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
    return {
      number: (value: number) => number.format(value),
      share: (value: number) => share.format(value),
      money: ({ amount, currency }: Money) =>
        new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(Number(amount)),
      time: (instant: string) => time.format(new Date(instant)),
      moment: (instant: string) => moment.format(new Date(instant)),
      day: (date: string) => day.format(new Date(`${date}T00:00:00Z`)),
    };
  }, [locale, timeZone]);
}

/** Today where the fair is, as YYYY-MM-DD. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
