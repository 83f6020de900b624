import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Attachment, DocumentReference, DocumentReferenceContent } from 'fhir/r4';
import { errors } from '../errors.ts';
import { checkSubject, type Ground, personMapping } from './person-mapping.ts';
import { readCode } from './read-code.ts';
import { staffIn } from './read-visit.ts';
import { byNumber, fromPartner, isOfType } from './resource-entry.ts';

const MIME = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** @source HL7 table 0271, document completion status (verified) */
const finals: ReadonlySet<string> = new Set(['AU', 'LA']);
const texts: ReadonlySet<string> = new Set(['TX', 'FT', 'ST', '']);

function numberOf(message: Hl7Message): string {
  const number = message.segment('TXA')?.get(12) || message.segment('TXA')?.get(16) || '';
  if (number === '') throw errors.numberMissing({ at: 'TXA-12' });
  return number;
}

/** ED: type of data, its subtype, how it is written, and the data. */
function embedded(segment: Hl7Segment): Attachment {
  const named = `${segment.get(5, 2)}/${segment.get(5, 3)}`.toLowerCase();
  const contentType = MIME.test(named) ? named : 'application/octet-stream';
  const told = segment.get(5, 5);
  const data =
    segment.get(5, 4).toLowerCase() === 'base64' ? told.replace(/\s/g, '') : Buffer.from(told).toString('base64');
  if (data === '' || !BASE64.test(data) || data.length % 4 !== 0) return { contentType };
  return { contentType, data };
}

function attachmentsIn(message: Hl7Message): Attachment[] {
  const results = message.all('OBX');
  const files = results.filter((segment) => segment.get(2) === 'ED').map(embedded);
  const lines = results
    .filter((segment) => texts.has(segment.get(2)))
    .flatMap((segment) => segment.repetitions(5).map(([text = '']) => text));
  const text = lines.join('\n');
  return [
    ...(text === '' ? [] : [{ contentType: 'text/plain; charset=utf-8', data: Buffer.from(text).toString('base64') }]),
    ...files,
  ];
}

function contentOf(message: Hl7Message, title: string): DocumentReferenceContent[] {
  const attachments = attachmentsIn(message);
  const told = attachments.length === 0 ? [{}] : attachments;
  return told.map((attachment) => ({ attachment: { ...attachment, title } }));
}

const instant = (...times: readonly (string | undefined)[]): string | undefined =>
  times.find((one) => one?.includes('T') === true);

function build(ground: Ground, event: string): DocumentReference[] {
  const { message, context, subject, found, visit, now } = ground;
  const document = ground.segment('TXA');
  const number = numberOf(message);
  const before = isOfType(found.document, 'DocumentReference') ? found.document : undefined;
  checkSubject(before, ground);
  const { partner } = context.channel;
  const request = message.segment('OBR');
  const type = readCode(document, 2, context);
  const title = request?.get(4, 2) || document.get(16) || type?.text || number;
  const time = (field: number) => fhirTime(document.get(field), `TXA-${field}`, VN_ZONE);
  const author = staffIn(document, 9, context);
  const content = contentOf(message, title);
  const hasContent = content.some(({ attachment }) => attachment.data !== undefined);
  return [
    {
      resourceType: 'DocumentReference',
      meta: before?.meta ?? fromPartner,
      id: before?.id ?? stableId(partner, 'document', number),
      identifier: [{ system: partnerSystem(partner, 'document'), value: number }],
      status: event === 'T11' ? 'entered-in-error' : 'current',
      docStatus: finals.has(document.get(17)) ? 'final' : 'preliminary',
      date: instant(time(7), time(6), time(4)) ?? now.toISOString(),
      subject,
      // a message without the document itself takes nothing away
      content: !hasContent && before !== undefined ? before.content : content,
      ...present({
        type,
        author: author === undefined ? before?.author : [author],
        context: visit === undefined ? before?.context : { encounter: [{ reference: `Encounter/${visit.id}` }] },
      }),
    },
  ];
}

/** @source HL7 v2.5.1 chapter 9, MDM^T01-T11 (verified) */
export const mdmMappings: readonly MessageMapping[] = [
  'T01',
  'T02',
  'T03',
  'T04',
  'T05',
  'T06',
  'T08',
  'T10',
  'T11',
].map((event) =>
  personMapping({
    on: `MDM^${event}`,
    id: `message-gateway.mdm-${event.toLowerCase()}`,
    needs: (message, { channel }) => ({
      document: {
        search: byNumber('DocumentReference', partnerSystem(channel.partner, 'document'), numberOf(message)),
        optional: true,
      },
    }),
    build: (ground) => build(ground, event),
  }),
);
