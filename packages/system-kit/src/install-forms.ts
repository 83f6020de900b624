import type { Questionnaire } from 'fhir/r4';
import type { Host } from './host.ts';

const partsOf = (version = '0'): number[] => version.split('.').map((part) => Number.parseInt(part, 10) || 0);

/** `1.2.0` is older than `1.10.0` */
function isOlder(known: string | undefined, shipped: string | undefined): boolean {
  const [a, b] = [partsOf(known), partsOf(shipped)];
  const at = b.findIndex((part, index) => part !== (a[index] ?? 0));
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/**
 * Puts the forms of all mounted rooms into the record; a newer shipped version replaces an older one, whose text stays in
 * the history for the responses that were written with it; what a site made newer stays. Doing it again changes nothing.
 */
export async function installForms(host: Host): Promise<void> {
  for (const { id, title, forms = [] } of host.systems) {
    const { store } = host.contextOf(
      { reference: `Device/${id}`, display: title.vi, roles: ['tool'], client: `${id}/forms` },
      'install-forms',
    );
    for (const form of forms) {
      const known = await store.find('Questionnaire', `url=${encodeURIComponent(form.url ?? '')}`);
      if (known !== undefined && !isOlder(known.version, form.version)) continue;
      const place: Pick<Questionnaire, 'id' | 'meta'> = known ?? form;
      await store.update({
        ...form,
        ...(place.id ? { id: place.id } : {}),
        ...(place.meta ? { meta: place.meta } : {}),
      });
    }
  }
}
