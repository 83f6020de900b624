import type { SearchField } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import { isResourceType, typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

const relative = /^(?:https?:\/\/[^?#]+\/)?([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/;
const bareId = /^[A-Za-z0-9\-.]{1,64}$/;

/** Half the record may point at one of these. */
const crowded: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'HealthcareService',
  'Medication',
]);

interface ReferenceValue {
  /** undefined: an absolute address or canonical */
  readonly types?: readonly ResourceType[];
  readonly target: string;
}

/** `Patient/a`, `a` (any type the parameter allows, or the one of the modifier), or an absolute address; our own is no other. */
export function parseReference(
  field: SearchField,
  modifier: string | undefined,
  written: string,
  at: string,
  base?: string,
): ReferenceValue {
  const text = base !== undefined && written.startsWith(`${base}/`) ? written.slice(base.length + 1) : written;
  const asType = modifier !== undefined && isResourceType(modifier) ? modifier : undefined;
  if (modifier !== undefined && !asType) throw errors.badModifier({ at, modifier });
  const [, type = '', id = ''] = relative.exec(text) ?? [];
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(text);
  if (!isAbsolute && isResourceType(type)) {
    if (asType && asType !== type) throw errors.badValue({ at, detail: text });
    return { types: [type], target: id };
  }
  if (isAbsolute) return { target: text };
  if (!bareId.test(text)) throw errors.badValue({ at, detail: text.slice(0, 100) });
  return { types: asType ? [asType] : field.targets, target: text };
}

/** Rows of idx_reference that point at one of these resources. */
export function referenceCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: { modifier: string | undefined; values: readonly string[] },
): Condition {
  const wanted = values.map((value) =>
    parseReference(field, modifier, unescapeValue(value), target.written, scope.base),
  );
  const parts = wanted.map((value) => {
    const at = scope.bind.value(keyText(value.target));
    return (row: string) => `(${row}.target=${at} and ${ofTypes(row, field, value)})`;
  });
  const isRange =
    field.sources.length === 1 && parts.length <= 8 && wanted.every((value) => typesOf(field, value).length <= 1);
  const rows = (row: string) => rowsOf(row, target.number, field.sources);
  const where = (row: string) => `${rows(row)} and ${anyOf(parts.map((part) => part(row)))}`;
  return {
    table: 'idx_reference',
    id: 'id',
    where,
    rank: rank.reference,
    isUnique: isRange && parts.length === 1,
    isNarrow: isRange && wanted.every(({ types }) => types?.every((type) => !crowded.has(type))),
    ...(isRange
      ? { byKey: { where }, ranges: parts.map((part) => (row: string) => `${rows(row)} and ${part(row)}`) }
      : {}),
  };
}

const typesOf = (field: SearchField, { types }: ReferenceValue): readonly ResourceType[] =>
  (types ?? []).filter((type) => !field.isNarrowed || field.targets.includes(type));

function ofTypes(row: string, field: SearchField, value: ReferenceValue): string {
  if (!value.types) return !field.isNarrowed || namesOne(value.target, field) ? `${row}.target_type=0` : 'false';
  // a parameter that may point at anything
  if (value.types.length === 0) return `${row}.target_type>0`;
  const numbers = typesOf(field, value).map(typeNumber);
  if (numbers.length === 0) return 'false';
  return numbers.length === 1 ? `${row}.target_type=${numbers[0]}` : `${row}.target_type in (${numbers.join(',')})`;
}

/**
 * Addresses that name one of these types, for JavaScript and SQL: `https://noi-khac.example/fhir/Patient/1`. That is what
 * `resolve() is Patient` means where nothing is fetched.
 */
export const addressPattern = (types: readonly ResourceType[]): string =>
  `/(${types.join('|')})/[^/]+(/_history/[^/]+)?$`;

const namesOne = (text: string, { targets }: SearchField): boolean => new RegExp(addressPattern(targets)).test(text);
