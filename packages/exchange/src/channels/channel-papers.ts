import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import type { Channel, ChannelDefinition } from './channel-definition.ts';
import { channelFields, isSecretField } from './channel-fields.ts';
import { credentialOf, isOwn, type ReadSecret, type SecretsOf } from './secrets.ts';

/** A secret file that a channel names: what people may know of it. */
export interface ChannelPaper {
  /** line of the definition that names it */
  readonly at: string;
  readonly name: string;
  readonly isThere: boolean;
  /** last day of a certificate; of several the first that ends */
  readonly until?: Date;
}

const secretPaths = channelFields.filter(isSecretField).map(({ path }) => path);

function named(definition: ChannelDefinition): { readonly at: string; readonly name: string }[] {
  const { transport, partner } = definition;
  const groups: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { transport, partner };
  return secretPaths.flatMap((at) => {
    const [group = '', line = ''] = at.split('.');
    const name = groups[group]?.[line];
    return typeof name === 'string' ? [{ at, name }] : [];
  });
}

/** every certificate of a PEM file */
const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

function lastDay(pem: string): Date | undefined {
  try {
    const ends = certificatesIn(pem).map(({ validTo }) => Date.parse(validTo));
    return ends.length === 0 ? undefined : new Date(Math.min(...ends));
  } catch {
    return undefined;
  }
}

const isCertificate = (at: string): boolean => at === 'transport.certificate' || at === 'transport.authorities';

/** @returns whether the file is what its line asks for; a key has to belong to the certificate */
function isUsable(at: string, read: ReadSecret, name: string, certificate: string | undefined): boolean {
  try {
    if (isCertificate(at)) return certificatesIn(read(name)).length > 0;
    if (at !== 'transport.key') return true;
    const key = createPrivateKey(read(name));
    const [own] = certificate === undefined ? [] : certificatesIn(read(certificate));
    return own === undefined || own.checkPrivateKey(key);
  } catch (thrown) {
    if (isFhirError(thrown)) throw thrown;
    return false;
  }
}

function faultOf({ id, status, definition }: Channel, at: string, name: string, read: ReadSecret): FhirError[] {
  if (!isOwn(id, name)) return [errors.channelSecret({ at, name, detail: `${id} or ${id}.<part>` })];
  // the file may come later, as long as nothing runs
  if (status === 'off') return [];
  try {
    if (at === 'partner.credential') credentialOf(read, name);
    else read(name);
    const isFit = isUsable(at, read, name, definition.transport.certificate);
    return isFit ? [] : [errors.channelPaper({ at, name })];
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    return [errors.channelSecret({ at, name })];
  }
}

/** What is wrong with the secret files that a channel names; of a channel that is off only names that are not its own. */
export const paperFaults = (channel: Channel, secrets: SecretsOf): FhirError[] =>
  named(channel.definition).flatMap(({ at, name }) => faultOf(channel, at, name, secrets(channel.id)));

/** The secret files that a channel names, without what stands in them. */
export function channelPapers({ id, definition }: Channel, secrets: SecretsOf): ChannelPaper[] {
  const read = secrets(id);
  return named(definition).map(({ at, name }) => {
    try {
      const text = read(name);
      const until = isCertificate(at) ? lastDay(text) : undefined;
      return { at, name, isThere: true, ...(until === undefined ? {} : { until }) };
    } catch {
      return { at, name, isThere: false };
    }
  });
}
