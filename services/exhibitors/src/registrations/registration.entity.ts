import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';
import type { Answers } from '../questionnaire/answers.js';
import { RegistrationStatus, takingPart, transitions } from './registration-status.js';

@ObjectType({ description: 'A step of a registration: what it became, when, by whom, and why.' })
export class StatusChange {
  @Field(() => RegistrationStatus)
  status!: RegistrationStatus;

  @Field(() => DateTime)
  at!: string;

  @Field(() => String, { description: 'The subject of the token that it was done with.' })
  by!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

/** Who changes a registration, when, and why. */
export interface Decision {
  by: string;
  at: Date;
  reason?: string;
}

@ObjectType({ description: "An exhibitor's request to take part in one edition of the fair, and what became of it." })
@Directive('@key(fields: "id")')
@Entity()
export class Registration {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => RegistrationStatus)
  @Column('text')
  status!: RegistrationStatus;

  @Field(() => [StatusChange], { description: 'Every step, the first one first.' })
  @Column('jsonb')
  history!: StatusChange[];

  /** Orders the waitlist of its edition; null for all who are not on it. */
  @Column('bigint', { nullable: true })
  waitlistNumber!: string | null;

  /** To the questionnaire of the exhibitor's kind. Shown by the resolver, to those who may see them. */
  @Column('jsonb')
  answers!: Answers;

  static submit(id: string, editionId: string, exhibitorId: string, decision: Decision): Registration {
    const registration = Object.assign(new Registration(), {
      id,
      editionId,
      exhibitorId,
      waitlistNumber: null,
      answers: {},
      history: [],
    });
    registration.note(RegistrationStatus.SUBMITTED, decision);
    return registration;
  }

  get takesPart(): boolean {
    return takingPart.includes(this.status);
  }

  /** @throws IllegalTransition as `become` does. */
  waitAt(waitlistNumber: string, decision: Decision): void {
    this.become(RegistrationStatus.WAITLISTED, decision);
    this.waitlistNumber = waitlistNumber;
  }

  /** @throws IllegalTransition when the status may not follow the present one. */
  become(status: RegistrationStatus, decision: Decision): void {
    this.note(transitions.move(this.status, status), decision);
  }

  private note(status: RegistrationStatus, { by, at, reason }: Decision): void {
    this.status = status;
    this.waitlistNumber = null;
    this.history = [...this.history, { status, at: at.toISOString(), by, reason: reason ?? null }];
  }
}
