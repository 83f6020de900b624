import { errors } from './errors.ts';

/** A health-insurance (BHYT) number in one of the three forms in use side by side. */
export interface InsuranceNumber {
  readonly value: string;
  /** `card15` old card, `social10` social-insurance number, `personal12` personal number */
  readonly form: 'card15' | 'social10' | 'personal12';
  /** object group, e.g. GD; only old cards print it */
  readonly group?: string;
  /** 1-5, what the card promises */
  readonly benefitDigit?: string;
  /** two-digit province of issue */
  readonly province?: string;
  /** the ten digits that stay the same for life */
  readonly socialInsuranceNumber?: string;
}

/**
 * A card number as typed, scanned or printed; blanks, dots and dashes between the groups are tolerated.
 *
 * @throws core.notAnInsuranceNumber
 * @source QĐ 1351/QĐ-BHXH (2015) 15-character card; QĐ 1666/QĐ-BHXH (2020) 10 digits from 01/04/2021; NĐ 188/2025/NĐ-CP 12 digits from 15/08/2025 (secondary)
 */
export function parseInsuranceNumber(text: string, at?: string): InsuranceNumber {
  const refuse = () => errors.notAnInsuranceNumber(at === undefined ? {} : { at });
  if (text.length > 60) throw refuse();
  const value = text.replace(/[\s.-]/g, '').toUpperCase();
  const old = /^([A-Z]{2})([1-5])(\d{2})(\d{10})$/.exec(value);
  if (old !== null) {
    const [, group = '', benefitDigit = '', province = '', socialInsuranceNumber = ''] = old;
    return { value, form: 'card15', group, benefitDigit, province, socialInsuranceNumber };
  }
  if (/^(\d)\1+$/.test(value)) throw refuse();
  if (/^\d{10}$/.test(value)) return { value, form: 'social10', socialInsuranceNumber: value };
  if (/^\d{12}$/.test(value)) return { value, form: 'personal12' };
  throw refuse();
}
