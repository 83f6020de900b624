import { identifierSystems } from './canonical.ts';
import { errors } from './errors.ts';

export interface PracticeLicence {
  readonly system: string;
  readonly value: string;
  /** `gphn` licence of the law of 2023, `cchn` certificate of the law before */
  readonly kind: 'gphn' | 'cchn';
}

/**
 * The licence a practitioner signs with.
 *
 * @throws core.notAPracticeLicence
 * @source NĐ 96/2023/NĐ-CP (GPHN) and NĐ 109/2016/NĐ-CP (CCHN), form of the number (from memory)
 */
export function parsePracticeLicence(text: string, at?: string): PracticeLicence {
  const value = text.slice(0, 40).replace(/\s/g, '').normalize('NFC').toUpperCase();
  const match = /^\d{6,7}\/[A-ZĐ]{2,6}-(GPHN|CCHN)$/.exec(value);
  if (text.length > 40 || match === null) throw errors.notAPracticeLicence(at === undefined ? {} : { at });
  return match[1] === 'GPHN'
    ? { kind: 'gphn', system: identifierSystems.practiceLicence, value }
    : { kind: 'cchn', system: identifierSystems.oldPracticeCertificate, value };
}
