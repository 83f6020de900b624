import { createHash } from 'node:crypto';
import type { FhirResource } from 'fhir/r4';
import type { Codec, CodecVerdict, Decoded } from './codec.ts';
import { sharedKeys } from './declared-rows.ts';
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

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;
const json = JSON as unknown as { parse(text: string, reviver?: Reviver): unknown }; // the third argument is not yet in the library types of TypeScript

/** `4.20` was measured as `4.20`. */
const numbersAsWritten: Reviver = (_key, value, { source }) => (typeof value === 'number' ? source : value);

function parsedJson(raw: Uint8Array, reviver?: Reviver): unknown {
  try {
    return json.parse(utf8Of(raw), reviver);
  } catch (error) {
    // a reviver goes down level by level: what is deeper than the stack is no message
    const isUnreadable = error instanceof SyntaxError || error instanceof RangeError;
    if (isUnreadable) throw errors.notReadable({ name: 'JSON' });
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers keep their digits, and a list alone is a message too. */
function declaredJson(raw: Uint8Array, type: string, options: Readonly<Record<string, string>>): Decoded {
  const content = parsedJson(raw, numbersAsWritten);
  return { type, controlId: contentId(raw), content, ...sharedKeys(content, options) };
}

/** Any JSON object; mappings are chosen by the option `message` of the channel, else by its text `type`. */
export const jsonCodec: Codec = {
  name: 'json',
  peek: () => ({ controlId: '' }),
  decode(raw, options = {}) {
    if (options.message !== undefined) return declaredJson(raw, options.message, options);
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
