import { resourceTypes } from '@lienmach/fhir-definitions';
import { isResourceType, type ResourceType, typePlan } from '@lienmach/fhir-store';
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { JSON_PATCH } from './body.ts';
import type { House } from './house.ts';

type Rest = NonNullable<CapabilityStatement['rest']>[number];
type Search = NonNullable<CapabilityStatementRestResource['searchParam']>[number];
type Operations = NonNullable<CapabilityStatementRestResource['operation']>;

const everything = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
] as const;
const readOnly = ['read', 'search-type'] as const;

const operationBase = 'https://lienmach.vn/fhir/OperationDefinition';

const bulkData = 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition';
const exportOf = (name: string): Operations[number] => ({ name: 'export', definition: `${bulkData}/${name}` });
const bulkImport: Operations[number] = {
  name: 'import',
  definition: `${operationBase}/import`,
  documentation: 'Nhập hàng loạt: gửi tệp NDJSON tới $import-file trước, rồi gọi $import với địa chỉ của chúng.',
};
const everythingOf = (type: string): Operations[number] => ({
  name: 'everything',
  definition: `http://hl7.org/fhir/OperationDefinition/${type}-everything`,
});

const metaOperations: Operations = ['meta', 'meta-add', 'meta-delete'].map((name) => ({
  name,
  definition: `http://hl7.org/fhir/OperationDefinition/Resource-${name}`,
}));

/** the record's own, beside the rooms' */
function ofRecord(type: string | undefined): Operations {
  if (type === undefined) return [exportOf('export'), bulkImport];
  return type === 'AuditEvent' ? [] : [...ofType(type), ...metaOperations];
}

function ofType(type: string): Operations {
  if (type === 'Patient') return [everythingOf(type), exportOf('patient-export')];
  if (type === 'Group') return [exportOf('group-export')];
  return type === 'Encounter' ? [everythingOf(type)] : [];
}

function operationsOf(house: House, type: string | undefined): Operations {
  const ofRooms = house.host.operations
    .filter(({ definition: { resource, level } }) =>
      type === undefined ? level === 'system' : resource?.some((one) => one === type),
    )
    .map(({ definition: { code, title } }) => ({
      name: code,
      definition: `${operationBase}/${type === undefined ? '' : `${type}-`}${code}`,
      documentation: title.vi,
    }));
  const validate = { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' };
  return [...ofRecord(type), ...(type === undefined ? [] : [validate]), ...ofRooms];
}

/** What the record really answers: parameters without a plan are not named. The log of access has a search of its own. */
const searchOf = (type: ResourceType): Search[] =>
  type === 'AuditEvent'
    ? auditSearch
    : [...typePlan(type).fields.values()].map(({ code, type: kind }) => ({ name: code, type: kind as Search['type'] }));

const auditSearch: Search[] = [
  { name: 'patient', type: 'reference' },
  { name: 'agent', type: 'reference' },
  { name: 'date', type: 'date' },
  { name: 'entity', type: 'reference' },
  { name: 'subtype', type: 'token' },
  { name: 'outcome', type: 'token' },
];

const writable = {
  versioning: 'versioned-update',
  readHistory: true,
  updateCreate: true,
  conditionalCreate: true,
  conditionalRead: 'full-support',
  conditionalUpdate: true,
  conditionalDelete: 'single',
} as const;
const kept = { versioning: 'no-version', readHistory: false, updateCreate: false } as const;

function resourceEntry(house: House, type: ResourceType): CapabilityStatementRestResource {
  const operation = operationsOf(house, type);
  const interactions = type === 'AuditEvent' ? readOnly : everything;
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    ...(type === 'AuditEvent' ? kept : writable),
    searchParam: searchOf(type),
    ...(operation.length > 0 ? { operation } : {}),
  };
}

function security(house: House): NonNullable<Rest['security']> {
  const uris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';
  const origin = house.baseUrl();
  return {
    service: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] },
    ],
    extension: [
      {
        url: uris,
        extension: ['authorize', 'token', 'introspect', 'revoke'].map((name) => ({
          url: name,
          valueUri: `${origin}/oauth2/${name}`,
        })),
      },
    ],
  };
}

/** What is mounted here, generated from what is mounted here. */
export function capabilityStatement(house: House): CapabilityStatement {
  const operation = operationsOf(house, undefined);
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: house.now().toISOString().slice(0, 10),
    kind: 'instance',
    software: { name: 'Liền Mạch', version: house.version },
    implementation: { description: house.site.name, url: `${house.baseUrl()}/fhir/R4` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    patchFormat: [JSON_PATCH, 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: security(house),
        resource: [...resourceTypes()]
          .filter(isResourceType)
          .sort()
          .map((type) => resourceEntry(house, type)),
        interaction: [
          { code: 'transaction' },
          { code: 'batch' },
          { code: 'search-system' },
          { code: 'history-system' },
        ],
        compartment: ['Patient', 'Encounter', 'Practitioner', 'RelatedPerson', 'Device'].map(
          (name) => `http://hl7.org/fhir/CompartmentDefinition/${name.toLowerCase()}`,
        ),
        ...(operation.length > 0 ? { operation } : {}),
      },
    ],
  };
}
