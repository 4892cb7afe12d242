// Written by `npm run schema` from gateway/asyncapi.json. Optional properties, further values and further types may come:
// pass over what you do not know.

/**
 * Everything that the fair tells.
 */
export type FairEvent =
  | ExhibitorsAwardGrantedV1
  | ExhibitorsEditionCreatedV1
  | ExhibitorsJurySittingCancelledV1
  | ExhibitorsJurySittingChangedV1
  | ExhibitorsJurySittingScheduledV1
  | ExhibitorsPartnershipAgreedV1
  | ExhibitorsPartnershipEndedV1
  | ExhibitorsRegistrationApprovedV1
  | ExhibitorsRegistrationCheckedInV1
  | ExhibitorsRegistrationConfirmedV1
  | ExhibitorsRegistrationRejectedV1
  | ExhibitorsRegistrationSubmittedV1
  | ExhibitorsRegistrationWaitlistedV1
  | ExhibitorsRegistrationWithdrawnV1
  | ExhibitorsStandAssignedV1
  | ExhibitorsStandHeldV1
  | ExhibitorsStandReleasedV1
  | SchedulingProgrammeReleasedV1
  | SchedulingReservationCancelledV1
  | SchedulingReservationCheckedInV1
  | SchedulingReservationCheckedOutV1
  | SchedulingReservationConfirmedV1
  | SchedulingReservationPromotedV1
  | SchedulingReservationWaitlistedV1
  | SchedulingSessionCancelledV1
  | SchedulingSessionChangedV1
  | SchedulingSessionMovedV1
  | SchedulingSessionRefusedV1
  | SchedulingSessionScheduledV1
  | SalesDayClosedV1
  | SalesOrderCancelledV1
  | SalesOrderFulfilledV1
  | SalesOrderPaidV1
  | SalesOrderPartlyRefundedV1
  | SalesOrderPlacedV1
  | SalesOrderRefundedV1
  | SalesProductListedV1
  | SalesProductWithdrawnV1
  | SalesSaleRecordedV1
  | SalesSettlementOpenedV1
  | SalesSettlementSettledV1
  | SalesStockExhaustedV1
  | SalesStockLowV1
  | TrainingAttendanceRecordedV1
  | TrainingCertificateIssuedV1
  | TrainingCertificateRevokedV1
  | TrainingEnrolmentCancelledV1
  | TrainingEnrolmentConfirmedV1
  | TrainingEnrolmentOfferedV1
  | TrainingEnrolmentPromotedV1
  | TrainingEnrolmentRescheduledV1
  | TrainingEnrolmentWaitlistedV1
  | TrainingTopicWaitEndedV1
  | TrainingTopicWaitJoinedV1
  | TrainingWorkshopAnnouncedV1
  | TrainingWorkshopCancelledV1
  | PartnersEndpointDisabledV1;
export type Region =
  | 'TANGER_TETOUAN_AL_HOCEIMA'
  | 'ORIENTAL'
  | 'FES_MEKNES'
  | 'RABAT_SALE_KENITRA'
  | 'BENI_MELLAL_KHENIFRA'
  | 'CASABLANCA_SETTAT'
  | 'MARRAKECH_SAFI'
  | 'DRAA_TAFILALET'
  | 'SOUSS_MASSA'
  | 'GUELMIM_OUED_NOUN'
  | 'LAAYOUNE_SAKIA_EL_HAMRA'
  | 'DAKHLA_OUED_ED_DAHAB';
export type ExhibitorKind =
  | 'CRAFT_COOPERATIVE'
  | 'AGRICULTURAL_COOPERATIVE'
  | 'SERVICE_COOPERATIVE'
  | 'ARTISAN'
  | 'ASSOCIATION'
  | 'INSTITUTION'
  | 'DELEGATION';

/**
 * An edition has granted an award, told once it is published (the subject is the award).
 */
export interface ExhibitorsAwardGrantedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.award.granted.v1';
  source: '/services/exhibitors';
  data: {
    editionId: string;
    exhibitorId: string;
    categoryId: string;
    category: {
      [k: string]: string;
    };
    citation: {
      [k: string]: string;
    };
    rank: number;
  };
}
/**
 * What every event says (CloudEvents 1.0).
 */
export interface CloudEvent {
  specversion: '1.0';
  /**
   * The same on every retry and every channel: to know an event that comes again.
   */
  id: string;
  /**
   * What it happened to; the key of the record in the event log.
   */
  subject: string;
  /**
   * When it happened.
   */
  time: string;
  datacontenttype: 'application/json';
  /**
   * The edition of the fair in which it happened.
   */
  edition?: string;
  /**
   * The region of the exhibitor that it is about.
   */
  region?: Region;
  /**
   * The kind of that exhibitor.
   */
  exhibitorkind?: ExhibitorKind;
  /**
   * Counts what happened to the subject: a gap shows what is missing.
   */
  sequence: string;
  correlationid?: string;
  /**
   * W3C Trace Context of what caused it.
   */
  traceparent?: string;
}
/**
 * An edition of the fair has been set: its days are days in its time zone.
 */
export interface ExhibitorsEditionCreatedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.edition.created.v1';
  source: '/services/exhibitors';
  data: {
    number: number;
    name: {
      [k: string]: string;
    };
    theme: {
      [k: string]: string;
    };
    city: {
      [k: string]: string;
    };
    region: Region;
    startsOn: string;
    endsOn: string;
    timeZone: string;
    currency: string;
  };
}
/**
 * The jury does not sit: its people are free at that time.
 */
export interface ExhibitorsJurySittingCancelledV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.jury.sitting-cancelled.v1';
  source: '/services/exhibitors';
  data: {
    editionId: string;
    startsAt: string;
    endsAt: string;
    exhibitorIds: string[];
    trainerIds: string[];
    performerIds: string[];
  };
}
/**
 * The jury sits at another time, or another juror sits in it.
 */
export interface ExhibitorsJurySittingChangedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.jury.sitting-changed.v1';
  source: '/services/exhibitors';
  data: {
    editionId: string;
    startsAt: string;
    endsAt: string;
    exhibitorIds: string[];
    trainerIds: string[];
    performerIds: string[];
  };
}
/**
 * The jury of an edition will sit (the subject is the sitting): whoever has somebody in it is not free at that time.
 */
export interface ExhibitorsJurySittingScheduledV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.jury.sitting-scheduled.v1';
  source: '/services/exhibitors';
  data: {
    editionId: string;
    startsAt: string;
    endsAt: string;
    exhibitorIds: string[];
    trainerIds: string[];
    performerIds: string[];
  };
}
/**
 * Two sides have agreed on a partnership: from now on it is public. What is only proposed, declined or taken back is not told.
 */
export interface ExhibitorsPartnershipAgreedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.partnership.agreed.v1';
  source: '/services/exhibitors';
  data: {
    kind: 'SUPPLY' | 'JOINT_ORDER' | 'EXPORT' | 'KNOW_HOW';
    editionId: string | null;
    agreedAt: string;
    /**
     * @minItems 1
     * @maxItems 2
     */
    exhibitorIds: string[];
    from: {
      exhibitorId: string;
      region: Region | null;
      country: string;
    };
    to: {
      exhibitorId: string | null;
      outsideKind: ('BUYER' | 'NGO' | 'CHAMBER' | 'PUBLIC_BODY' | 'OTHER') | null;
      region: Region | null;
      country: string;
    };
  };
}
/**
 * A partnership that had been agreed is over.
 */
export interface ExhibitorsPartnershipEndedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.partnership.ended.v1';
  source: '/services/exhibitors';
  data: {
    kind: 'SUPPLY' | 'JOINT_ORDER' | 'EXPORT' | 'KNOW_HOW';
    editionId: string | null;
    agreedAt: string;
    /**
     * @minItems 1
     * @maxItems 2
     */
    exhibitorIds: string[];
    from: {
      exhibitorId: string;
      region: Region | null;
      country: string;
    };
    to: {
      exhibitorId: string | null;
      outsideKind: ('BUYER' | 'NGO' | 'CHAMBER' | 'PUBLIC_BODY' | 'OTHER') | null;
      region: Region | null;
      country: string;
    };
  };
}
/**
 * The organiser has accepted a registration: from now on the exhibitor may sell, learn and be scheduled in that edition.
 */
export interface ExhibitorsRegistrationApprovedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.approved.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
  };
}
/**
 * The exhibitor has arrived at the fair.
 */
export interface ExhibitorsRegistrationCheckedInV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.checked-in.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
  };
}
/**
 * The exhibitor has said that it comes.
 */
export interface ExhibitorsRegistrationConfirmedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.confirmed.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
  };
}
/**
 * The organiser has turned a registration down.
 */
export interface ExhibitorsRegistrationRejectedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.rejected.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
    reason: string | null;
  };
}
/**
 * An exhibitor asks to take part in an edition.
 */
export interface ExhibitorsRegistrationSubmittedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.submitted.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
  };
}
/**
 * There is no place for a registration yet; it waits for one.
 */
export interface ExhibitorsRegistrationWaitlistedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.waitlisted.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
    reason: string | null;
  };
}
/**
 * The exhibitor no longer takes part: its stand is free, its stall closes, its places are released.
 */
export interface ExhibitorsRegistrationWithdrawnV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.registration.withdrawn.v1';
  source: '/services/exhibitors';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    kind: ExhibitorKind;
    sector: string;
    country: string;
    region: Region | null;
    womenLed: boolean;
    youthLed?: boolean;
    reason: string | null;
  };
}
/**
 * A stand has been given to an exhibitor.
 */
export interface ExhibitorsStandAssignedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.stand.assigned.v1';
  source: '/services/exhibitors';
  data: {
    standId: string;
    code: string;
    hall: string;
    exhibitorId: string;
    registrationId: string;
    editionId: string;
    slices?: {
      day: string;
      half: 'MORNING' | 'AFTERNOON';
    }[];
  };
}
/**
 * A stand is kept for an exhibitor until a deadline; confirming in time makes it its own.
 */
export interface ExhibitorsStandHeldV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.stand.held.v1';
  source: '/services/exhibitors';
  data: {
    standId: string;
    code: string;
    hall: string;
    exhibitorId: string;
    registrationId: string;
    editionId: string;
    slices?: {
      day: string;
      half: 'MORNING' | 'AFTERNOON';
    }[];
    until: string;
  };
}
/**
 * A stand is free again.
 */
export interface ExhibitorsStandReleasedV1 extends CloudEvent {
  type: 'org.maarad.exhibitors.stand.released.v1';
  source: '/services/exhibitors';
  data: {
    standId: string;
    code: string;
    hall: string;
    exhibitorId: string;
    registrationId: string;
    editionId: string;
    slices?: {
      day: string;
      half: 'MORNING' | 'AFTERNOON';
    }[];
    reason: string | null;
  };
}
/**
 * The programme of an edition (the subject) has been made known as it stands: what is new since the last release, and whom that concerns, each once: performers and exhibitors in it, exhibitors with somebody enrolled in it, and how many people hold seats in it.
 */
export interface SchedulingProgrammeReleasedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.programme.released.v1';
  source: '/services/scheduling';
  data: {
    releaseId: string;
    editionId: string;
    version: number;
    note: {
      [k: string]: string;
    } | null;
    counts: {
      added: number;
      moved: number;
      cancelled: number;
      changed?: number;
    };
    added: string[];
    moved: string[];
    cancelled: string[];
    changed?: string[];
    performerIds: string[];
    exhibitorIds: string[];
    workshopIds: string[];
    enrolledExhibitorIds?: string[];
    reservationHolders?: number;
  };
}
/**
 * Seats in a session are free again, or are no longer waited for.
 */
export interface SchedulingReservationCancelledV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.cancelled.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
    by: 'HOLDER' | 'ORGANISER' | 'SESSION_CANCELLED';
    present?: number;
  };
}
/**
 * A party is in the room of its session: how many people, and how many are in it now.
 */
export interface SchedulingReservationCheckedInV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.checked-in.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
    present: number;
  };
}
/**
 * A party has left the room of its session, and keeps its seats: how many people, and how many are in it now.
 */
export interface SchedulingReservationCheckedOutV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.checked-out.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
    present: number;
  };
}
/**
 * Somebody has reserved seats in a session. Who it is stays in the scheduling service.
 */
export interface SchedulingReservationConfirmedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.confirmed.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
  };
}
/**
 * Somebody who waited for seats in a session has them now.
 */
export interface SchedulingReservationPromotedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.promoted.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
  };
}
/**
 * Somebody waits for seats in a session that is full, or in which others wait.
 */
export interface SchedulingReservationWaitlistedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.reservation.waitlisted.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    sessionId: string;
    seats: number;
  };
}
/**
 * A session does not take place.
 */
export interface SchedulingSessionCancelledV1 extends CloudEvent {
  type: 'org.maarad.scheduling.session.cancelled.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    kind: 'WORKSHOP' | 'CONCERT' | 'FOLKLORE' | 'CEREMONY' | 'CONFERENCE' | 'DEMONSTRATION' | 'BUSINESS_MEETING';
    title: {
      [k: string]: string;
    };
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    venueId: string;
    startsAt: string;
    endsAt: string;
    capacity: number;
    performerIds: string[];
    exhibitorIds: string[];
    workshopId: string | null;
    reason: string | null;
  };
}
/**
 * Others appear in a session, or it is announced in other words: it stands as told here. Who appeared in it before is told too. Time and venue are as they were.
 */
export interface SchedulingSessionChangedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.session.changed.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    kind: 'WORKSHOP' | 'CONCERT' | 'FOLKLORE' | 'CEREMONY' | 'CONFERENCE' | 'DEMONSTRATION' | 'BUSINESS_MEETING';
    title: {
      [k: string]: string;
    };
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    venueId: string;
    startsAt: string;
    endsAt: string;
    capacity: number;
    performerIds: string[];
    exhibitorIds: string[];
    workshopId: string | null;
    from: {
      performerIds: string[];
      exhibitorIds: string[];
    };
  };
}
/**
 * A session has another time or venue; where it was is told too.
 */
export interface SchedulingSessionMovedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.session.moved.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    kind: 'WORKSHOP' | 'CONCERT' | 'FOLKLORE' | 'CEREMONY' | 'CONFERENCE' | 'DEMONSTRATION' | 'BUSINESS_MEETING';
    title: {
      [k: string]: string;
    };
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    venueId: string;
    startsAt: string;
    endsAt: string;
    capacity: number;
    performerIds: string[];
    exhibitorIds: string[];
    workshopId: string | null;
    from: {
      venueId: string;
      startsAt: string;
      endsAt: string;
    };
  };
}
/**
 * No session could be booked for a workshop (the subject is the workshop): the reason, and what stands in the way.
 */
export interface SchedulingSessionRefusedV1 extends CloudEvent {
  type: 'org.maarad.scheduling.session.refused.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    workshopId: string;
    reason: string;
    conflictsWith: {
      type: string;
      id: string;
      name?: {
        [k: string]: string;
      };
    }[];
    meeting?: number;
  };
}
/**
 * A session has its place in the programme.
 */
export interface SchedulingSessionScheduledV1 extends CloudEvent {
  type: 'org.maarad.scheduling.session.scheduled.v1';
  source: '/services/scheduling';
  data: {
    editionId: string;
    kind: 'WORKSHOP' | 'CONCERT' | 'FOLKLORE' | 'CEREMONY' | 'CONFERENCE' | 'DEMONSTRATION' | 'BUSINESS_MEETING';
    title: {
      [k: string]: string;
    };
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    venueId: string;
    startsAt: string;
    endsAt: string;
    capacity: number;
    performerIds: string[];
    exhibitorIds: string[];
    workshopId: string | null;
  };
}
/**
 * An exhibitor has done with a day of the fair: what was sold and given back on it stays as it is (the subject is the statement).
 */
export interface SalesDayClosedV1 extends CloudEvent {
  type: 'org.maarad.sales.day.closed.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    day: string;
    orders: number;
    gross: {
      minor: number;
      currency: string;
    };
    refunds: {
      minor: number;
      currency: string;
    };
  };
}
/**
 * An order has been cancelled before it was paid: its goods are in stock again.
 */
export interface SalesOrderCancelledV1 extends CloudEvent {
  type: 'org.maarad.sales.order.cancelled.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    basketId: string;
    discount: {
      minor: number;
      currency: string;
    };
    delivery: {
      minor: number;
      currency: string;
    };
    reason: string;
    lapsed: boolean;
  };
}
/**
 * An order that was paid has been handed over to its buyer.
 */
export interface SalesOrderFulfilledV1 extends CloudEvent {
  type: 'org.maarad.sales.order.fulfilled.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    basketId: string;
    discount: {
      minor: number;
      currency: string;
    };
    delivery: {
      minor: number;
      currency: string;
    };
    receiptNumber: string;
  };
}
/**
 * An order that was placed has been paid: it is a sale from now on, on the day of the payment.
 */
export interface SalesOrderPaidV1 extends CloudEvent {
  type: 'org.maarad.sales.order.paid.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    basketId: string;
    discount: {
      minor: number;
      currency: string;
    };
    delivery: {
      minor: number;
      currency: string;
    };
    receiptNumber: string;
    soldAt: string;
    payment: 'CASH' | 'CARD' | 'MOBILE' | 'TRANSFER';
  };
}
/**
 * Some of the money of an order has been given back: `refund` says how much, and for what.
 */
export interface SalesOrderPartlyRefundedV1 extends CloudEvent {
  type: 'org.maarad.sales.order.partly-refunded.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    receiptNumber: string;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    soldAt: string;
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    reason: string;
    refund: {
      refundId: string;
      amount: {
        minor: number;
        currency: string;
      };
      lines: {
        productId: string;
        quantity: number;
        amount: {
          minor: number;
          currency: string;
        };
      }[];
      restocked: boolean;
      payment: 'CASH' | 'CARD' | 'MOBILE' | 'TRANSFER';
      day: string;
    };
  };
}
/**
 * A buyer has reserved goods of one producer, at the prices of that moment (the subject is the order).
 */
export interface SalesOrderPlacedV1 extends CloudEvent {
  type: 'org.maarad.sales.order.placed.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    basketId: string;
    discount: {
      minor: number;
      currency: string;
    };
    delivery: {
      minor: number;
      currency: string;
    };
    reservedUntil: string;
  };
}
/**
 * All the money of an order has been given back: it is taken back whole. `refund` says what the last refund gave back, parts before it were told as partly-refunded; without it, it was all at once.
 */
export interface SalesOrderRefundedV1 extends CloudEvent {
  type: 'org.maarad.sales.order.refunded.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    receiptNumber: string;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    soldAt: string;
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
    reason: string;
    refund?: {
      refundId: string;
      amount: {
        minor: number;
        currency: string;
      };
      lines: {
        productId: string;
        quantity: number;
        amount: {
          minor: number;
          currency: string;
        };
      }[];
      restocked: boolean;
      payment: 'CASH' | 'CARD' | 'MOBILE' | 'TRANSFER';
      day: string;
    };
  };
}
/**
 * An exhibitor offers a product.
 */
export interface SalesProductListedV1 extends CloudEvent {
  type: 'org.maarad.sales.product.listed.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    category: string;
    unit: string;
    price: {
      minor: number;
      currency: string;
    };
    labels: string[];
  };
}
/**
 * A product is no longer offered.
 */
export interface SalesProductWithdrawnV1 extends CloudEvent {
  type: 'org.maarad.sales.product.withdrawn.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    name: {
      [k: string]: string;
    };
    category: string;
    unit: string;
    price: {
      minor: number;
      currency: string;
    };
    labels: string[];
    reason: string | null;
  };
}
/**
 * A sale at a stand: paid and handed over (the subject is the order).
 */
export interface SalesSaleRecordedV1 extends CloudEvent {
  type: 'org.maarad.sales.sale.recorded.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    kind: ExhibitorKind;
    region: Region | null;
    receiptNumber: string;
    channel: 'STAND' | 'ONLINE' | 'WHOLESALE';
    soldAt: string;
    day: string;
    total: {
      minor: number;
      currency: string;
    };
    /**
     * @minItems 1
     */
    lines: {
      productId: string;
      category: string;
      quantity: number;
      unitPrice: {
        minor: number;
        currency: string;
      };
      amount: {
        minor: number;
        currency: string;
      };
    }[];
  };
}
/**
 * A stand sold more of a product, without a network, than there was (the subject is the settlement).
 */
export interface SalesSettlementOpenedV1 extends CloudEvent {
  type: 'org.maarad.sales.settlement.opened.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    orderId: string;
    productId: string;
    missing: number;
  };
}
/**
 * What a buyer missed has been delivered, replaced or refunded (the subject is the settlement).
 */
export interface SalesSettlementSettledV1 extends CloudEvent {
  type: 'org.maarad.sales.settlement.settled.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    orderId: string;
    productId: string;
    missing: number;
    resolution: 'SUBSTITUTE' | 'LATER_DELIVERY' | 'REFUND';
    substituteId: string | null;
  };
}
/**
 * The last piece of a product is gone (the subject is the product).
 */
export interface SalesStockExhaustedV1 extends CloudEvent {
  type: 'org.maarad.sales.stock.exhausted.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
  };
}
/**
 * Little is left of a product: its stock has come down to the threshold that the exhibitor set (the subject is the product).
 */
export interface SalesStockLowV1 extends CloudEvent {
  type: 'org.maarad.sales.stock.low.v1';
  source: '/services/sales';
  data: {
    exhibitorId: string;
    editionId: string;
    left: number;
    threshold: number;
  };
}
/**
 * Whether somebody of an exhibitor was at a workshop, and long enough to have completed it. It can be told again, when something comes late.
 */
export interface TrainingAttendanceRecordedV1 extends CloudEvent {
  type: 'org.maarad.training.attendance.recorded.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    attended: boolean;
    completed: boolean;
  };
}
/**
 * Somebody of an exhibitor has a certificate of a workshop. Whose it is, and its code, stay in the training service.
 */
export interface TrainingCertificateIssuedV1 extends CloudEvent {
  type: 'org.maarad.training.certificate.issued.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    enrolmentId: string;
  };
}
/**
 * A certificate no longer holds. Why stays in the training service.
 */
export interface TrainingCertificateRevokedV1 extends CloudEvent {
  type: 'org.maarad.training.certificate.revoked.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    enrolmentId: string;
  };
}
/**
 * A place in a workshop is free again, or is no longer waited for.
 */
export interface TrainingEnrolmentCancelledV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.cancelled.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    reason: string | null;
  };
}
/**
 * Somebody of an exhibitor has a place in a workshop. Who it is stays in the training service.
 */
export interface TrainingEnrolmentConfirmedV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.confirmed.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
  };
}
/**
 * A place in a workshop is kept for somebody who waited, until the deadline.
 */
export interface TrainingEnrolmentOfferedV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.offered.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    offerExpiresAt: string;
  };
}
/**
 * Somebody who waited has accepted the place that was offered, and has it.
 */
export interface TrainingEnrolmentPromotedV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.promoted.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
  };
}
/**
 * A session of the workshop in which somebody of an exhibitor has a place, or waits for one, is at another time or venue; or (`to` is null) does not take place, and the workshop goes on with its others.
 */
export interface TrainingEnrolmentRescheduledV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.rescheduled.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
    sessionId: string;
    from: {
      venueId: string;
      startsAt: string;
      endsAt: string;
    };
    to: {
      venueId: string;
      startsAt: string;
      endsAt: string;
    } | null;
  };
}
/**
 * Somebody of an exhibitor waits for a place in a workshop.
 */
export interface TrainingEnrolmentWaitlistedV1 extends CloudEvent {
  type: 'org.maarad.training.enrolment.waitlisted.v1';
  source: '/services/training';
  data: {
    workshopId: string;
    editionId: string;
    exhibitorId: string;
  };
}
/**
 * A topic is waited for no longer: there is a place in a workshop of it, or the wait was given up.
 */
export interface TrainingTopicWaitEndedV1 extends CloudEvent {
  type: 'org.maarad.training.topic-wait.ended.v1';
  source: '/services/training';
  data: {
    editionId: string;
    exhibitorId: string;
    topic:
      | 'MARKETING'
      | 'PRICING'
      | 'PACKAGING'
      | 'E_COMMERCE'
      | 'EXPORT'
      | 'GOVERNANCE'
      | 'FINANCE'
      | 'CERTIFICATION'
      | 'DESIGN';
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    level: ('BEGINNER' | 'INTERMEDIATE' | 'ADVANCED') | null;
    outcome: 'ENROLLED' | 'CANCELLED';
  };
}
/**
 * Somebody of an exhibitor waits for a topic: for a place in any workshop of it. What is offered is told as enrolment.offered.
 */
export interface TrainingTopicWaitJoinedV1 extends CloudEvent {
  type: 'org.maarad.training.topic-wait.joined.v1';
  source: '/services/training';
  data: {
    editionId: string;
    exhibitorId: string;
    topic:
      | 'MARKETING'
      | 'PRICING'
      | 'PACKAGING'
      | 'E_COMMERCE'
      | 'EXPORT'
      | 'GOVERNANCE'
      | 'FINANCE'
      | 'CERTIFICATION'
      | 'DESIGN';
    language: ('ar' | 'fr' | 'en' | 'zgh') | null;
    level: ('BEGINNER' | 'INTERMEDIATE' | 'ADVANCED') | null;
  };
}
/**
 * A workshop wants a session in the programme, or several: scheduling books all of them, or refuses with the conflict.
 */
export interface TrainingWorkshopAnnouncedV1 extends CloudEvent {
  type: 'org.maarad.training.workshop.announced.v1';
  source: '/services/training';
  data: {
    editionId: string;
    title: {
      [k: string]: string;
    };
    topic:
      | 'MARKETING'
      | 'PRICING'
      | 'PACKAGING'
      | 'E_COMMERCE'
      | 'EXPORT'
      | 'GOVERNANCE'
      | 'FINANCE'
      | 'CERTIFICATION'
      | 'DESIGN';
    language: 'ar' | 'fr' | 'en' | 'zgh';
    capacity: number;
    /**
     * @minItems 1
     */
    trainerIds: string[];
    venueId: string;
    startsAt: string;
    endsAt: string;
    /**
     * @minItems 2
     */
    meetings?: {
      venueId: string;
      startsAt: string;
      endsAt: string;
    }[];
  };
}
/**
 * A workshop does not take place.
 */
export interface TrainingWorkshopCancelledV1 extends CloudEvent {
  type: 'org.maarad.training.workshop.cancelled.v1';
  source: '/services/training';
  data: {
    editionId: string;
    title: {
      [k: string]: string;
    };
    topic:
      | 'MARKETING'
      | 'PRICING'
      | 'PACKAGING'
      | 'E_COMMERCE'
      | 'EXPORT'
      | 'GOVERNANCE'
      | 'FINANCE'
      | 'CERTIFICATION'
      | 'DESIGN';
    language: 'ar' | 'fr' | 'en' | 'zgh';
    capacity: number;
    /**
     * @minItems 1
     */
    trainerIds: string[];
    venueId: string;
    startsAt: string;
    endsAt: string;
    /**
     * @minItems 2
     */
    meetings?: {
      venueId: string;
      startsAt: string;
      endsAt: string;
    }[];
    sessionId: string | null;
    reason: string | null;
  };
}
/**
 * Nothing is sent to a webhook endpoint any more (the subject), and nobody decided so: it answered 410 (GONE), no attempt succeeded for three days (FAILING), or the feed no longer keeps what comes next for it (OVERTAKEN).
 */
export interface PartnersEndpointDisabledV1 extends CloudEvent {
  type: 'org.maarad.partners.endpoint.disabled.v1';
  source: '/services/partners';
  data: {
    partnerId: string;
    reason: 'GONE' | 'FAILING' | 'OVERTAKEN';
    failingSince: string | null;
    cursor: string;
  };
}

export type EventType = FairEvent['type'];

/** The event of a type, such as `EventOf<'org.maarad.sales.sale.recorded.v1'>`. */
export type EventOf<Type extends EventType> = Extract<FairEvent, { type: Type }>;
