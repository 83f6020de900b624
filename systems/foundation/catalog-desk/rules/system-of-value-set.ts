/**
 * The code system behind a value set that means "all of it": `<system>?fhir_vs`, or the system's own URL.
 *
 * @source FHIR R4 4.0.1, terminology-service.html, implicit value sets: the form is used for every catalog here (verified)
 */
export const systemOfValueSet = (url: string): string => url.replace(/\?fhir_vs$/, '');
