import { codeSystems } from '@lienmach/core';
import type { Parameters } from 'fhir/r4';
import { orderNumber, tubeNumber } from './lab-work.ts';

/** Somebody asks for a page of a list. */
export interface Question {
  readonly list: string;
  readonly name: string;
  readonly role: 'lab-doctor' | 'integrator';
  readonly path: string;
  /** absent: GET */
  readonly body?: Parameters;
  /** asks for the page behind the first one: the name of the parameter that carries the cursor */
  readonly next?: string;
}

const query = (given: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
};

const asked = (
  list: string,
  path: string,
  questions: Readonly<Record<string, Readonly<Record<string, string>>>>,
  next?: string,
): Question[] => [
  ...Object.entries(questions).map(
    ([name, given]): Question => ({ list, name, role: 'lab-doctor', path: `${path}${query(given)}` }),
  ),
  ...(next === undefined
    ? []
    : [
        {
          list,
          name: 'next page',
          role: 'lab-doctor' as const,
          path: `${path}${query(questions['first page'] ?? {})}`,
          next,
        },
      ]),
];

const code = (name: string, valueCode: string) => ({ name, valueCode });
const string = (name: string, valueString: string) => ({ name, valueString });

const messages = (name: string, parameter: Parameters['parameter'] = [], next?: string): Question => ({
  list: 'messages',
  name,
  role: 'integrator',
  path: '/$message-search',
  body: {
    resourceType: 'Parameters',
    parameter: [...parameter, { name: 'limit', valueInteger: 100 }],
  },
  ...(next === undefined ? {} : { next }),
});

export const questions: readonly Question[] = [
  ...asked(
    'laboratory bench',
    '/DiagnosticReport/$bench',
    {
      'first page with figures': {},
      'first page': { uncounted: 'true' },
      'to verify': { state: 'to-verify', uncounted: 'true' },
      'to collect': { state: 'to-collect', uncounted: 'true' },
      section: { section: 'haematology', uncounted: 'true' },
      ward: { ward: 'noi-1', uncounted: 'true' },
      'section and ward': { section: 'haematology', ward: 'noi-1', uncounted: 'true' },
      urgent: { urgent: 'true', uncounted: 'true' },
      late: { late: 'true', uncounted: 'true' },
      'released today': { state: 'released', uncounted: 'true' },
      'typed name': { text: 'nguyen', uncounted: 'true' },
      'whole typed name': { text: 'nguyen thi hoa', uncounted: 'true' },
      'typed patient number': { text: 'BN28000007', uncounted: 'true' },
      'typed order number': { text: orderNumber(4321), uncounted: 'true' },
      'scanned tube': { text: tubeNumber(4321), uncounted: 'true' },
    },
    'cursor',
  ),
  ...asked(
    'culture bench',
    '/DiagnosticReport/$culture-bench',
    {
      'first page': { limit: '100' },
      'to release': { limit: '100', state: 'to-release' },
      'to receive': { limit: '100', state: 'to-receive' },
      'typed name': { limit: '100', text: 'nguyen thi hoa' },
      'told today': { limit: '100', released: 'true' },
    },
    'cursor',
  ),
  ...asked(
    'quality control board',
    '/DetectedIssue/$quality-board',
    { 'first page': { limit: '100' }, machine: { instrument: 'MAY-7' }, 'typed name': { text: 'na7' } },
    'cursor',
  ),
  ...asked('instruments and reagents', '/Device/$instrument-board', { all: {} }),
  ...asked('external quality control', '/Observation', {
    'newest hundred': {
      category: `${codeSystems.labObservationKind}|external-quality`,
      _sort: '-date',
      _count: '100',
    },
  }),
  { list: 'integration desk', name: 'overview with parked groups', role: 'integrator', path: '/$integration-desk' },
  messages('newest'),
  messages('next page', [], 'after'),
  messages('parked', [code('state', 'parked')]),
  messages('refused', [code('state', 'refused')]),
  messages('received, none', [code('state', 'received')]),
  messages('channel and refused', [string('channel', 'may-10'), code('state', 'refused')]),
  messages('channel and parked', [string('channel', 'may-10'), code('state', 'parked')]),
  messages('patient number', [string('patientKey', 'BN28000007')]),
  messages('order number', [string('orderKey', '281122X004321')]),
];
