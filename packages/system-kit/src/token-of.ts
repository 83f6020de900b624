import type { KnownIdentifier } from './context.ts';

/**
 * An identifier as a search token: signs that mean something to a search are escaped. Not yet encoded for a URL.
 *
 * @source FHIR R4 4.0.1, search, escaping search parameters (verified)
 */
export const tokenOf = ({ system, value }: KnownIdentifier): string => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`;
