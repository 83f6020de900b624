import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { FhirResource } from 'fhir/r4';
import { personId } from './lab-work.ts';

const kinds = ['blood', 'urine', 'wound', 'respiratory'] as const;
const code = { system: codeSystems.services7603, code: '24.0003.1715' };
const name = 'Vi khuẩn nuôi cấy và định danh phương pháp thông thường';
/** so many of a hundred wait for their specimen */
const WAITING = 20;

function sheetOf(n: number, receivedAt: string): object {
  const isGrowing = n % 5 === 0;
  const results = n % 10 === 0 ? [{ agent: 'AMP', typed: '16' }] : [];
  return {
    order: `wl-c-${n}`,
    report: `wl-cr-${n}`,
    kind: kinds[n % kinds.length],
    receivedAt,
    smear: [],
    readings: [{ day: 1, state: isGrowing ? 'growth' : 'no-growth' }],
    isolates: isGrowing ? [{ number: 1, organism: 'ECO', amount: '10^5 CFU/mL', method: 'mic', results }] : [],
    comment: '',
    releases: [],
    isChanged: false,
  };
}

function culture(now: number, n: number, people: number): FhirResource[] {
  const subject = { reference: `Patient/${personId(n % people)}` };
  const receivedAt = new Date(now - ((n % 5) * 24 + (n % 20)) * 3_600_000).toISOString();
  const identifier = [{ system: identifierSystems.orderNumber, value: `281122V${String(n).padStart(6, '0')}` }];
  const meta = { versionId: '1', lastUpdated: new Date(Date.parse(receivedAt) + (n % 3_600_000)).toISOString() };
  const order: FhirResource = {
    resourceType: 'ServiceRequest',
    id: `wl-c-${n}`,
    meta,
    identifier,
    status: 'active',
    intent: 'order',
    priority: n % 15 === 0 ? 'stat' : 'routine',
    code: { coding: [code], text: name },
    subject,
    authoredOn: receivedAt,
    specimen: [{ reference: 'Specimen/wl-s-000000' }],
  };
  if (n % 100 < WAITING) return [order];
  const sheet = sheetOf(n, receivedAt);
  const report: FhirResource = {
    resourceType: 'DiagnosticReport',
    id: `wl-cr-${n}`,
    meta,
    identifier,
    basedOn: [{ reference: `ServiceRequest/wl-c-${n}` }],
    status: 'registered',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'MB' }] }],
    code: { coding: [code], text: name },
    subject,
  };
  const worksheet: FhirResource = {
    resourceType: 'Basic',
    id: `culture-wl-c-${n}`,
    meta: {
      ...meta,
      tag: [{ system: codeSystems.microbiology, code: 'open' }],
      security: [{ system: codeSystems.microbiology, code: 'BENCH' }],
    },
    identifier: [{ system: identifierSystems.cultureWorksheet, value: `wl-c-${n}` }],
    code: { coding: [{ system: codeSystems.microbiology, code: 'culture-worksheet' }] },
    subject,
    extension: [{ url: extensions.cultureWorksheet, valueString: JSON.stringify(sheet) }],
  };
  return [order, report, worksheet];
}

/** Open cultures: one of five still waits for its specimen. @param people  of `labWork` */
export const cultureWork = (now: number, first: number, last: number, people: number): FhirResource[] =>
  Array.from({ length: last - first }, (_, at) => culture(now, first + at, people)).flat();
