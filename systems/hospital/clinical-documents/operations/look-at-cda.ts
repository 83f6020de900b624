import { type CdaDocument, readCda } from '@lienmach/cda';
import { nameText, present } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, FhirResource, Reference } from 'fhir/r4';
import { zoned } from '../exchange/document-roots.ts';
import { receivedSignature, signerName } from '../exchange/received-signature.ts';
import { arrivalByHand, type BroughtDocument, broughtDocument, bytesIn } from './brought-document.ts';

interface Seen {
  readonly title?: string;
  readonly facility?: string;
  readonly time?: string;
  readonly author?: string;
  /** the person as the document names them */
  readonly name?: string;
  readonly birthDate?: string;
  /** the person of this house, with the name */
  readonly patient?: Reference;
  readonly signature?: string;
  readonly signer?: string;
  readonly section?: readonly { readonly title: string; readonly text: string }[];
  /** what the record would learn, by type */
  readonly fact?: readonly { readonly type: string; readonly count: number }[];
  readonly isKnown?: boolean;
  /** why it cannot be taken in */
  readonly obstacle?: string;
}

const LONGEST = 2000;
const facts: readonly FhirResource['resourceType'][] = [
  'Observation',
  'Condition',
  'AllergyIntolerance',
  'MedicationStatement',
  'Immunization',
];

const said = (document: CdaDocument): Seen => ({
  ...present({
    facility: document.custodian.name,
    time: zoned(document.time),
    author: document.authors.find(({ name }) => name !== undefined)?.name,
    name: document.patient.name,
    birthDate: document.patient.birthDate,
  }),
  ...(document.title === '' ? {} : { title: document.title }),
  section: document.sections
    .filter(({ text }) => text !== '')
    .slice(0, 30)
    .map(({ title, text }) => ({ title, text: text.slice(0, LONGEST) })),
});

function learned({ known, bundle }: BroughtDocument): Seen {
  const types = (bundle.entry ?? []).flatMap(({ resource }) => resource?.resourceType ?? []);
  const display = nameText(known.patient.name);
  return {
    patient: { reference: `Patient/${known.patient.id}`, ...(display === '' ? {} : { display }) },
    isKnown: types.length === 0,
    fact: facts
      .map((type) => ({ type, count: types.filter((one) => one === type).length }))
      .filter(({ count }) => count > 0),
  };
}

function judged(ctx: Context, document: CdaDocument): Seen {
  const found = receivedSignature(document, arrivalByHand(ctx), ctx.now());
  return { signature: found.state, ...present({ signer: signerName(found) }) };
}

/** What is refused is told, and what was seen so far stays. */
async function unlessRefused(work: () => Promise<Seen> | Seen): Promise<Seen> {
  try {
    return await work();
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    return { obstacle: thrown.outcome.issue.map(({ details }) => details?.text ?? '').join(' ') };
  }
}

/**
 * POST DocumentReference/$look-at-cda: what a file is, whose, and what would become of it. Nothing is written. Only the person
 * whom two marks name is shown.
 */
export const lookAtCda: Operation<{ content: Binary }, Seen> = {
  definition: {
    code: 'look-at-cda',
    title: { vi: 'Xem tài liệu CDA trước khi nhận', en: 'Look at a CDA document' },
    resource: ['DocumentReference'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'content', use: 'in', min: 1, max: '1', type: 'Binary' },
      ...['title', 'facility', 'time', 'author', 'name', 'birthDate', 'signer', 'obstacle'].map((name) => ({
        name,
        use: 'out' as const,
        min: 0 as const,
        max: '1' as const,
        type: 'string',
      })),
      { name: 'patient', use: 'out', min: 0, max: '1', type: 'Reference' },
      { name: 'signature', use: 'out', min: 0, max: '1', type: 'code' },
      { name: 'isKnown', use: 'out', min: 0, max: '1', type: 'boolean' },
      {
        name: 'section',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'title', use: 'out', min: 0, max: '1', type: 'string' },
          { name: 'text', use: 'out', min: 1, max: '1', type: 'string' },
        ],
      },
      {
        name: 'fact',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'type', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'count', use: 'out', min: 1, max: '1', type: 'integer' },
        ],
      },
    ],
    allow: ['doctor', 'records-clerk'],
    readsAs: ['document-intake'],
  },
  async run(ctx, _id, { content }) {
    const bytes = bytesIn(content);
    return unlessRefused(async () => {
      const document = readCda(bytes);
      const signature = await unlessRefused(() => judged(ctx, document));
      const rest = await unlessRefused(async () => learned(await broughtDocument(ctx, bytes)));
      return { ...said(document), ...signature, ...rest };
    });
  },
};
