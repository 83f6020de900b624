import { identifierSystems, moneyOf, nameText, present } from '@lienmach/core';
import type { Claim, ClaimInsurance, ClaimItem } from 'fhir/r4';
import type { ClaimedLine, ClaimedVisit } from '../rules/claimed-visit.ts';

const nowhere: ClaimInsurance = { sequence: 1, focal: true, coverage: { display: 'Không có thẻ BHYT' } };

function insuranceOf({ record }: ClaimedVisit): ClaimInsurance[] {
  const cards = record.coverages.map(
    (coverage, at): ClaimInsurance => ({
      sequence: at + 1,
      focal: at === 0,
      coverage: { reference: `Coverage/${coverage.id}` },
    }),
  );
  return cards.length > 0 ? cards : [nowhere];
}

const itemOf = ({ charge, row }: ClaimedLine, at: number, encounter: string): ClaimItem => ({
  sequence: at + 1,
  ...(charge.costGroup === undefined ? {} : { category: { text: charge.costGroup } }),
  productOrService: { coding: [{ code: charge.code }], text: charge.name },
  encounter: [{ reference: encounter }],
  net: moneyOf(row.hospitalAmount),
});

/**
 * The claim as FHIR carries it: every card, every line, the hospital total, the days of the visit.
 *
 * @param created  date and time at which it is asked for
 */
export function claimResource(claimed: ClaimedVisit, created: string): Claim {
  const { record, claimId, benefit, lines } = claimed;
  const encounter = `Encounter/${record.encounter.id}`;
  const name = nameText(record.patient.name);
  return {
    resourceType: 'Claim',
    identifier: [{ system: identifierSystems.claimId, value: claimId }],
    status: 'draft',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' }] },
    use: 'claim',
    patient: { reference: `Patient/${record.patient.id}`, ...(name === '' ? {} : { display: name }) },
    ...present({ billablePeriod: record.encounter.period }),
    created,
    provider: { identifier: { system: identifierSystems.facility, value: record.facility } },
    priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] },
    insurance: insuranceOf(claimed),
    item: lines.map((line, at) => itemOf(line, at, encounter)),
    total: moneyOf(benefit.totals.hospital),
  };
}
