import type { Bundle, FhirResource } from 'fhir/r4';
import { type Door, writeInside } from '../open-door.ts';
import { generateSet } from './generate-set.ts';

const PAGE = 200;

/** Puts the generated resources of these types in, by transactions over HTTP. @returns what was refused, with the reason */
export async function loadGenerated(door: Door, types: readonly string[]): Promise<string[]> {
  const resources = types.flatMap((type) => generateSet(type) as unknown as FhirResource[]);
  const inside = resources.filter(({ resourceType }) => resourceType === 'AuditEvent');
  for (const resource of inside) await writeInside(door, resource);
  const open = resources.filter(({ resourceType }) => resourceType !== 'AuditEvent');
  const refused: string[] = [];
  for (let at = 0; at < open.length; at += PAGE) refused.push(...(await putAll(door, open.slice(at, at + PAGE))));
  return refused;
}

async function putAll(door: Door, resources: readonly FhirResource[]): Promise<string[]> {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
  const { status, text } = await door.send('POST', '/', bundle);
  if (status === 200) return [];
  if (resources.length === 1) return [`${bundle.entry?.[0]?.request?.url}: ${status} ${text.slice(0, 300)}`];
  const half = resources.length >> 1;
  return [...(await putAll(door, resources.slice(0, half))), ...(await putAll(door, resources.slice(half)))];
}
