import {
  codeSystems,
  extensions,
  identifierSystems,
  logicalOrganization,
  moneyOf,
  parseXu,
  present,
  vnCoverage,
} from '@lienmach/core';
import type { Coverage, Extension, Reference } from 'fhir/r4';
import type { VisitCard } from './visit-card.ts';

function cardExtensions(card: VisitCard): Extension[] {
  const { group } = card.number;
  const all: (Extension | false)[] = [
    group !== undefined && {
      url: extensions.cardType,
      valueCodeableConcept: { coding: [{ system: codeSystems.cardType, code: group }] },
    },
    card.registeredAt !== undefined &&
      !card.temporary && {
        url: extensions.primaryCareFacility,
        valueReference: logicalOrganization(identifierSystems.facility, card.registeredAt),
      },
    card.fiveYearsFrom !== undefined && { url: extensions.fiveYearsFrom, valueDate: card.fiveYearsFrom },
    card.copayThisYear !== undefined && {
      url: extensions.cumulativeCopay,
      valueMoney: moneyOf(parseXu(card.copayThisYear, 'card.copayThisYear')),
    },
    card.copayExemptFrom !== undefined && { url: extensions.copayExemptFrom, valueDateTime: card.copayExemptFrom },
    card.zone !== undefined && { url: extensions.livingZone, valueCode: card.zone },
    card.temporary && { url: extensions.temporaryCard, valueBoolean: true },
  ];
  return all.filter((extension) => extension !== false);
}

/**
 * The card as Coverage. A temporary card has neither period nor facility.
 *
 * @source VN Core 0.6.0, vn-core-coverage (verified); our places for what it lacks, see national/core canonical (verified)
 */
export function buildCoverage(card: VisitCard, beneficiary: Reference): Coverage {
  const { validFrom, validTo, number } = card;
  const extension = cardExtensions(card);
  return {
    resourceType: 'Coverage',
    meta: { profile: [vnCoverage.url] },
    ...(extension.length > 0 ? { extension } : {}),
    identifier: [{ system: identifierSystems.insuranceCard, value: number.value }],
    status: 'active',
    type: { text: 'Bảo hiểm y tế' },
    subscriberId: number.value,
    beneficiary,
    ...(validFrom === undefined || card.temporary
      ? {}
      : { period: { start: validFrom, ...present({ end: validTo }) } }),
    payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
  };
}
