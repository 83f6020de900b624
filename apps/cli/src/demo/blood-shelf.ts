import { unitResource } from '@lienmach/blood-bank';
import type { Bundle, BundleEntry } from 'fhir/r4';
import type { FhirClient } from './fhir-client.ts';

type Component = 'whole-blood' | 'red-cells' | 'plasma' | 'platelets' | 'cryo';
type Abo = 'O' | 'A' | 'B' | 'AB';

/** component, group, RhD, how many, days until they end: groups as they are spread in Viet Nam, RhD negative rare */
const shelf: readonly (readonly [Component, Abo, '+' | '-', readonly number[]])[] = [
  ['red-cells', 'O', '+', [2, 6, 9, 14, 21, 28]],
  ['red-cells', 'A', '+', [3, 11, 19]],
  ['red-cells', 'B', '+', [1, 8, 16, 25]],
  ['red-cells', 'AB', '+', [12]],
  ['red-cells', 'O', '-', [17]],
  ['plasma', 'O', '+', [120, 200]],
  ['plasma', 'A', '+', [150]],
  ['plasma', 'B', '+', [90, 240]],
  ['plasma', 'AB', '+', [180, 300]],
  ['platelets', 'O', '+', [2]],
  ['platelets', 'B', '+', [1, 3]],
  ['cryo', 'AB', '+', [210]],
  ['whole-blood', 'O', '+', [18]],
];

const keeps: Readonly<Record<Component, number>> = {
  'whole-blood': 35,
  'red-cells': 35,
  plasma: 365,
  platelets: 5,
  cryo: 365,
};
const volumes: Readonly<Record<Component, number>> = {
  'whole-blood': 350,
  'red-cells': 250,
  plasma: 200,
  platelets: 150,
  cryo: 50,
};

const dayIn = (now: Date, days: number): string =>
  new Date(now.getTime() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const bags = (now: Date): BundleEntry[] =>
  shelf
    .flatMap(([component, abo, sign, ends]) => ends.map((days) => ({ component, abo, sign, days })))
    .map(({ component, abo, sign, days }, index) => {
      const resource = unitResource({
        donation: `THU-26-${String(index + 1).padStart(5, '0')}`,
        product: component,
        component,
        group: { abo, rhd: sign === '+' ? 'positive' : 'negative' },
        collected: dayIn(now, days - keeps[component]),
        expires: `${dayIn(now, days)}T23:59:00+07:00`,
        volume: volumes[component],
        supplier: 'Trung tâm Truyền máu Thử',
        state: index % 9 === 8 ? 'quarantine' : 'available',
        ...(index % 9 === 8 ? { reason: 'Chưa có kết quả sàng lọc' } : {}),
      });
      return { resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } };
    });

/** A shelf of blood bags, once for each database: some end soon, some wait for their tests. */
export async function fillBloodShelf(tool: FhirClient): Promise<void> {
  const known = await tool.get<Bundle>('BiologicallyDerivedProduct?_count=1');
  if ((known.entry ?? []).length > 0) return;
  await tool.transaction({ resourceType: 'Bundle', type: 'transaction', entry: bags(new Date()) });
}
