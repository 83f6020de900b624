import { compartmentParameters } from '@lienmach/fhir-definitions';
import { isResourceType, type ResourceType } from '@lienmach/fhir-store';
import { errors } from './errors.ts';

/** What somebody wants to take along. */
export interface ExportRequest {
  readonly level: 'system' | 'patient' | 'group';
  /** of the group */
  readonly group?: string;
  /** only patients of this organisation, `Organization/x` */
  readonly organization?: string;
  /** only these patients */
  readonly patients?: readonly string[];
  /** undefined: all that may be found */
  readonly types?: readonly ResourceType[];
  readonly since?: string;
  readonly filters: readonly { readonly type: ResourceType; readonly query: string }[];
  /** `Type.element`, or `element` for every type */
  readonly elements: readonly string[];
}

const formats = new Set(['application/fhir+ndjson', 'application/ndjson', 'ndjson']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const ELEMENT = /^([A-Z][A-Za-z]{1,63}\.)?[a-z][A-Za-z0-9]{0,63}$/;
const MOST_PATIENTS = 10_000;

interface Asked {
  readonly level: ExportRequest['level'];
  readonly group?: string;
  /** parameters that mean nothing are left out instead of refused */
  readonly isLenient?: boolean;
}

/**
 * Reads the parameters of a kick-off.
 *
 * @throws bulk.badParameter, bulk.unknownParameter, bulk.noneOfPatients
 * @source Bulk Data Access IG 2.0.0, operation export, query parameters (from memory)
 */
export function readExportRequest(query: URLSearchParams, { level, group, isLenient = false }: Asked): ExportRequest {
  const known = new Set(['_outputFormat', '_since', '_type', '_typeFilter', '_elements', '_format', '_pretty']);
  if (level !== 'system') for (const name of ['patient', 'organization']) known.add(name);
  for (const name of query.keys()) if (!known.has(name) && !isLenient) throw errors.unknownParameter({ name });
  const format = query.get('_outputFormat');
  if (format !== null && !formats.has(format.replaceAll(' ', '+'))) throw bad('_outputFormat');
  const types = typesOf(listOf(query, '_type'), level);
  const filters = filtersOf(query.getAll('_typeFilter'), types);
  const elements = listOf(query, '_elements');
  if (elements.some((one) => !ELEMENT.test(one))) throw bad('_elements');
  return {
    level,
    filters,
    elements,
    ...(group === undefined ? {} : { group }),
    ...(types.length === 0 ? {} : { types }),
    ...(level === 'system' ? {} : peopleOf(query)),
    ...sinceOf(query.get('_since')),
  };
}

const bad = (name: string) => errors.badParameter({ name });

const listOf = (query: URLSearchParams, name: string): string[] => [
  ...new Set(
    query
      .getAll(name)
      .flatMap((text) => text.split(','))
      .filter((one) => one !== ''),
  ),
];

/** Types of which anything can lie in a patient's compartment. */
export const patientTypes = (): ReadonlySet<string> =>
  new Set([
    'Patient',
    ...Object.entries(compartmentParameters('Patient')).flatMap(([type, codes]) => (codes?.length ? [type] : [])),
  ]);

function typesOf(names: readonly string[], level: ExportRequest['level']): ResourceType[] {
  const ofPatients = patientTypes();
  return names.map((type) => {
    if (!isResourceType(type)) throw bad('_type');
    if (level !== 'system' && !ofPatients.has(type)) throw errors.noneOfPatients({ at: '_type', type });
    return type;
  });
}

/** `Type?query`, several after a comma that begins a new type. */
function filtersOf(written: readonly string[], types: readonly ResourceType[]): ExportRequest['filters'] {
  const all = written.flatMap((text) => text.split(/,(?=[A-Z][A-Za-z]+\?)/)).filter((one) => one !== '');
  return all.map((text) => {
    const [type = '', query] = text.split(/\?(.*)/s);
    const isAsked = types.length === 0 || types.some((one) => one === type);
    if (!isResourceType(type) || !query || !isAsked) throw bad('_typeFilter');
    return { type, query };
  });
}

function sinceOf(text: string | null) {
  if (text === null || text === '') return {};
  const instant = text.replace(' ', '+');
  if (!INSTANT.test(instant) || Number.isNaN(Date.parse(instant))) throw bad('_since');
  return { since: new Date(instant).toISOString() };
}

const idIn = (text: string, type: string): string | undefined =>
  new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})$`).exec(text)?.[1];

function peopleOf(query: URLSearchParams) {
  const patients = listOf(query, 'patient').map((text) => {
    const id = idIn(text, 'Patient');
    if (id === undefined) throw bad('patient');
    return id;
  });
  if (patients.length > MOST_PATIENTS) throw bad('patient');
  const organization = query.get('organization') ?? undefined;
  if (organization !== undefined && idIn(organization, 'Organization') === undefined) throw bad('organization');
  return {
    ...(patients.length === 0 ? {} : { patients }),
    ...(organization === undefined ? {} : { organization }),
  };
}
