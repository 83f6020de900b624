import { present, toVnDay } from '@lienmach/core';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Component } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import { type BagLabel, readBagLabel, typedDonation } from '../exchange/isbt128.ts';
import { groupOfCode } from './blood-group.ts';
import type { BloodUnit } from './blood-unit.ts';
import { isExpired, isTooLong } from './time-limits.ts';

/** What came with a bag: scans of its label, or what somebody typed from it. */
export interface BagInput {
  readonly scan: readonly string[];
  readonly donation?: string;
  readonly group?: string;
  /** FHIR date */
  readonly collected?: string;
  /** FHIR date or dateTime */
  readonly expires?: string;
  readonly volume?: number;
  readonly supplier?: string;
  /** the supplier says that the infection tests are negative */
  readonly isTested: boolean;
}

const moment = (text: string | undefined): string | undefined =>
  text?.length === 10 ? `${text}T23:59:00+07:00` : text;

/** Scanned where it could be scanned, typed where not. */
function labelOf(input: BagInput): BagLabel | FhirError {
  const scanned = input.scan.length === 0 ? {} : readBagLabel(input.scan);
  if (scanned === undefined) return errors.labelUnreadable({ at: 'scan' });
  const typed = input.donation === undefined ? undefined : typedDonation(input.donation);
  if (input.donation !== undefined && typed === undefined) return errors.donationUnreadable({ at: 'donation' });
  return present({
    donation: scanned.donation ?? typed,
    product: scanned.product,
    group: scanned.group ?? groupOfCode(input.group),
    expires: scanned.expires ?? moment(input.expires),
    collected: scanned.collected ?? input.collected,
  });
}

const incomplete = ({ donation, group, expires }: BagLabel): FhirError => {
  const names = [
    ...(donation === undefined ? ['số túi máu'] : []),
    ...(group === undefined ? ['nhóm máu'] : []),
    ...(expires === undefined ? ['hạn dùng'] : []),
  ];
  return errors.labelIncomplete({ at: 'scan', names: names.join(', ') });
};

/**
 * The bag that a label names, or why it cannot be taken in. Without a word on infection tests it goes into quarantine.
 *
 * @source TT 26/2013/TT-BYT, screening before use (exists: verified; article 14: secondary); label: ISBT 128 (secondary)
 */
export function bagOf(input: BagInput, component: Component, now: Date): BloodUnit | FhirError {
  const label = labelOf(input);
  if (isFhirError(label)) return label;
  const { donation, group, expires, collected } = label;
  if (donation === undefined || group === undefined || expires === undefined) return incomplete(label);
  if (isExpired(expires, now)) return errors.unitExpired({ at: 'expires' });
  const from = collected ?? toVnDay(now);
  if (isTooLong(component, from, expires)) return errors.expiryTooFar({ at: 'expires', name: component.name });
  return {
    donation,
    product: label.product ?? component.code,
    component: component.code,
    group,
    expires,
    state: input.isTested ? 'available' : 'quarantine',
    ...(input.isTested ? {} : { reason: 'Chưa có kết quả sàng lọc' }),
    ...present({ collected, volume: input.volume, supplier: input.supplier?.trim() }),
  };
}
