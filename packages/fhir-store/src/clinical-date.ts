import { typePlan } from './index-plan.ts';
import type { ResourceType } from './store-contract.ts';

/** Search parameters that say when something was true or done, the telling ones first. */
const clinicalDates = [
  'authored',
  'authored-on',
  'authoredon',
  'date',
  'effective-time',
  'effective',
  'performed',
  'occurrence',
  'recorded-date',
  'recorded',
  'collected',
  'started',
  'whenhandedover',
  'sent',
  'datetime',
  'datewritten',
  'start',
  'start-date',
  'period',
  'created',
  'issued',
  'birthdate',
] as const;

/**
 * The date parameter by which lists of a type are ordered: the `at` of its token and reference rows is the lower end of
 * that parameter's value. Undefined: the type has none, `at` is when the version was written.
 */
export const clinicalDateCode = (type: ResourceType): string | undefined =>
  clinicalDates.find((code) => typePlan(type).fields.get(code)?.type === 'date');
