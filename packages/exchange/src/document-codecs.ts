import { createHash } from 'node:crypto';
import type { FhirResource } from 'fhir/r4';
import type { Codec, CodecVerdict } from './codec.ts';
import { errors } from './errors.ts';

/** Whoever sends a document without a number of its own is told it by its content: the same twice is the same. */
export const contentId = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex').slice(0, 32);

/** @throws exchange.invalidBytes */
export function utf8Of(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    throw errors.invalidBytes({ detail: 'UTF-8' });
  }
}

/** An OperationOutcome for those who send documents and hear HTTP; the reply of a mapping goes before it. */
export function outcomeAnswer(_raw: Uint8Array, { reply, outcome }: CodecVerdict): Uint8Array {
  const fine = { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] };
  return reply ?? Buffer.from(JSON.stringify(outcome ?? fine), 'utf-8');
}

function parsedJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Of(raw));
  } catch (error) {
    if (error instanceof SyntaxError) throw errors.notReadable({ name: 'JSON' });
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON object; mappings are chosen by its text `type`. */
export const jsonCodec: Codec = {
  name: 'json',
  peek: () => ({ controlId: '' }),
  decode(raw) {
    const content = parsedJson(raw);
    if (!isRecord(content)) throw errors.notReadable({ name: 'JSON', detail: 'not an object' });
    const { type, id } = content;
    return {
      type: typeof type === 'string' ? type : 'json',
      controlId: typeof id === 'string' ? id.slice(0, 200) : contentId(raw),
      content,
    };
  },
  answer: outcomeAnswer,
};

const isResource = (value: unknown): value is FhirResource => isRecord(value) && typeof value.resourceType === 'string';

/** A FHIR resource, usually a Bundle; mappings are chosen by `Bundle` and its type (`Bundle^message`) or the resource type. */
export const fhirCodec: Codec = {
  name: 'fhir',
  peek: () => ({ controlId: '' }),
  decode(raw) {
    const content = parsedJson(raw);
    if (!isResource(content)) throw errors.notReadable({ name: 'FHIR', detail: 'no resourceType' });
    const type = content.resourceType === 'Bundle' ? `Bundle^${content.type}` : content.resourceType;
    return { type, controlId: contentId(raw), content };
  },
  answer: outcomeAnswer,
};
