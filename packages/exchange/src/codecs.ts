import { astmCodec } from './astm-codec.ts';
import { cdaCodec } from './cda-codec.ts';
import type { Codec } from './codec.ts';
import { csvCodec } from './csv-codec.ts';
import { fhirCodec, jsonCodec } from './document-codecs.ts';
import { errors } from './errors.ts';
import { hl7Codec } from './hl7-codec.ts';
import type { CodecName } from './message-mapping.ts';
import { xmlCodec } from './xml-codec.ts';

/** Every way of writing messages that this house reads. A new one stands here and in `codecNames`. */
const registered: ReadonlyMap<string, Codec> = new Map(
  [hl7Codec, astmCodec, cdaCodec, fhirCodec, jsonCodec, csvCodec, xmlCodec].map((codec) => [codec.name, codec]),
);

/** @throws exchange.unknownCodec */
export function codecOf(name: CodecName = 'hl7v2'): Codec {
  const codec = registered.get(name);
  if (codec === undefined) throw errors.unknownCodec({ detail: name });
  return codec;
}
