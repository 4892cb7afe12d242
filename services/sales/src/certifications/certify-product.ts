import type { Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { dayOf } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';
import { In, Not } from 'typeorm';
import type { ProductLabel } from '../products/product-terms.js';
import type { ProductCertificationInput } from './certification.inputs.js';
import { ProductCertification } from './product-certification.entity.js';

/** The labels that a product has: those that the exhibitor names, and those for which it shows a certificate. */
export function labelsWith(labels: ProductLabel[], certifications: ProductCertificationInput[] = []): ProductLabel[] {
  return [...new Set([...labels, ...certifications.map(({ label }) => label)])];
}

/** Puts certificates in the place of those that a product had. @throws BadUserInput for one that is good no longer */
export async function certifyProduct(
  work: Work,
  productId: string,
  certifications: ProductCertificationInput[],
  { edition: { timeZone }, now }: { edition: EditionFacts; now: Date },
): Promise<void> {
  const today = dayOf(now, timeZone);
  certifications.forEach(({ validUntil }, index) => {
    if (validUntil && validUntil < today) {
      throw new BadUserInput([
        { path: `certifications.${index}.validUntil`, rule: `must be ${today}, which is today, or later` },
      ]);
    }
  });
  await work.manager.delete(ProductCertification, { productId });
  await work.manager.insert(
    ProductCertification,
    certifications.map(({ label, certificateNumber, certifiedBy, validUntil }) => ({
      ...{ productId, label, certificateNumber: certificateNumber.trim() },
      ...{ certifiedBy: certifiedBy ?? null, validUntil: validUntil ?? null },
    })),
  );
}

/** A label that is no longer named takes its certificate with it. */
export async function dropOtherCertifications(work: Work, productId: string, labels: ProductLabel[]): Promise<void> {
  await work.manager.delete(ProductCertification, { productId, label: Not(In(labels)) });
}
