import {
  attendanceRecorded,
  enrolmentCancelled,
  enrolmentConfirmed,
  orderPaid,
  enrolmentPromoted,
  orderPartlyRefunded,
  orderRefunded,
  saleRecorded,
} from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { when } from '@maarad/shared/messaging';

interface Sale {
  editionId: string;
  exhibitorId: string;
  day: string;
  total: { minor: number };
}

type Learner = Pick<Sale, 'editionId' | 'exhibitorId'>;

const count = (work: Work, { editionId, exhibitorId, day }: Sale, orders: number, revenue: number): Promise<void> =>
  work.manager.query(
    `INSERT INTO exhibitor_sales_days AS days (edition_id, exhibitor_id, day, orders, revenue) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (edition_id, exhibitor_id, day)
     DO UPDATE SET orders = days.orders + excluded.orders, revenue = days.revenue + excluded.revenue`,
    [editionId, exhibitorId, day, orders, revenue],
  );

export const countSaleWhenRecorded = when(saleRecorded, (work, { data }) => count(work, data, 1, data.total.minor));

/** What was placed online is a sale once it is paid. */
export const countOrderWhenPaid = when(orderPaid, (work, { data }) => count(work, data, 1, data.total.minor));

export const takePartOffWhenPartlyRefunded = when(orderPartlyRefunded, (work, { data }) =>
  count(work, data, 0, -data.refund.amount.minor),
);

/** What was refunded in parts before has been taken off already. */
export const takeSaleOffWhenRefunded = when(orderRefunded, (work, { data }) =>
  count(work, data, -1, -(data.refund?.amount ?? data.total).minor),
);

const note = (work: Work, table: string, enrolmentId: string, { editionId, exhibitorId }: Learner): Promise<void> =>
  work.manager.query(
    `INSERT INTO ${table} (enrolment_id, edition_id, exhibitor_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [enrolmentId, editionId, exhibitorId],
  );

export const countTrainingPlaceWhenConfirmed = when(enrolmentConfirmed, (work, { subject, data }) =>
  note(work, 'exhibitor_training_places', subject, data),
);

export const countTrainingPlaceWhenPromoted = when(enrolmentPromoted, (work, { subject, data }) =>
  note(work, 'exhibitor_training_places', subject, data),
);

export const takeTrainingPlaceOffWhenCancelled = when(enrolmentCancelled, async (work, { subject }) => {
  await work.manager.query('DELETE FROM exhibitor_training_places WHERE enrolment_id = $1', [subject]);
});

/** Told again with another outcome when a sheet comes late: the last one counts. */
export const noteTrainingCompletedWhenAttendanceRecorded = when(attendanceRecorded, async (work, { subject, data }) => {
  if (data.completed) {
    await note(work, 'exhibitor_training_completed', subject, data);
  } else {
    await work.manager.query('DELETE FROM exhibitor_training_completed WHERE enrolment_id = $1', [subject]);
  }
});
