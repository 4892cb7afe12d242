/** How long goods are kept for a buyer, in minutes. */
export interface ReservationTerms {
  /** From placing an order until it is to be paid. */
  reserved: number;
  /** From the word that a transfer is on its way until the money is to be there. */
  transfer: number;
}

export const usualTerms: ReservationTerms = { reserved: 15, transfer: 3 * 24 * 60 };

let terms = usualTerms;

/** Set once, by what starts the process; what is left out stays usual. */
export function keepReservedFor({ reserved, transfer }: Partial<ReservationTerms>): void {
  terms = { reserved: reserved ?? usualTerms.reserved, transfer: transfer ?? usualTerms.transfer };
}

export const deadlineFrom = (at: Date, what: keyof ReservationTerms) => new Date(at.getTime() + terms[what] * 60_000);
