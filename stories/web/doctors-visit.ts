import type { FhirClient, Visit } from '@lienmach/cli';
import type { Bundle, FhirResource } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { openVisitor, signIn } from './browser.ts';
import type { WebDemo } from './open-web-demo.ts';

type Look = Parameters<typeof openVisitor>[2];

/** The doctor has this visit open in the room. */
export async function openDoctorsVisit(browser: Browser, { demo }: WebDemo, visit: Visit, look?: Look): Promise<Page> {
  const { page } = await openVisitor(browser, demo.url, look);
  await page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(page, 'bac-si', demo.password);
  await page.goto(`${demo.url}/outpatient/room/${visit.encounter}`);
  await page.getByRole('region', { name: 'Người bệnh', exact: true }).waitFor();
  return page;
}

/** What the record holds of a type for this visit. */
export const ofVisit = async <R extends FhirResource>(
  doctor: FhirClient,
  visit: Visit,
  type: R['resourceType'],
): Promise<R[]> =>
  ((await doctor.get<Bundle>(`${type}?encounter=Encounter/${visit.encounter}`)).entry ?? []).map(
    ({ resource }) => resource as R,
  );
