import { errors } from '../errors.ts';

/** A program as the administrator writes it down. */
export interface AppDraft {
  readonly id: string;
  readonly display: string;
  /** how it proves itself: nothing (a page or a telephone cannot keep a secret), a secret made here, its own keys */
  readonly proof: string;
  readonly scope: string;
  /** absent: a program that works by itself */
  readonly redirectUris: readonly string[];
  readonly roles: readonly string[];
  readonly launchUri?: string | undefined;
  readonly jwks?: string | undefined;
  readonly jwksUri?: string | undefined;
}

const resourceScope = /^(patient|user|system)\/(?:[A-Z][A-Za-z]{1,63}|\*)\.(?:(?=[cruds])c?r?u?d?s?|read|write|\*)$/;
const otherScopes = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
]);

/** as whom a program may work by itself; nobody who looks after the house */
const serviceRoles = new Set([
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'integration',
]);

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** https, or a program on the machine in front of the person */
function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

function isPublicKeySet(text: string): boolean {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    const isPublic = (key: unknown): boolean =>
      typeof key === 'object' && key !== null && 'kty' in key && !('d' in key);
    return Array.isArray(keys) && keys.length > 0 && keys.every(isPublic);
  } catch {
    return false;
  }
}

function checkScope({ scope, redirectUris }: AppDraft): void {
  const isService = redirectUris.length === 0;
  const words = scope.split(' ').filter((word) => word !== '');
  if (words.length === 0) throw errors.appScope({ at: 'scope', scope: '' });
  for (const word of words) {
    const context = resourceScope.exec(word)?.[1];
    const fits = isService
      ? context === 'system'
      : context === undefined
        ? otherScopes.has(word)
        : context !== 'system';
    if (!fits) throw errors.appScope({ at: 'scope', scope: word.slice(0, 100) });
  }
}

function checkProof({ proof, jwks, jwksUri, redirectUris }: AppDraft): void {
  const hasKeys = (jwks === undefined) !== (jwksUri === undefined);
  const fits =
    proof === 'keys'
      ? hasKeys
      : jwks === undefined && jwksUri === undefined && (proof === 'secret' || proof === 'none');
  // whoever can show nothing gets nothing without a person
  if (!fits || (proof === 'none' && redirectUris.length === 0)) throw errors.appProof({ at: 'proof' });
  if (jwks !== undefined && !isPublicKeySet(jwks)) throw errors.appProof({ at: 'jwks' });
}

/**
 * Can this program be let in as it is written down?
 *
 * @source SMART App Launch 2.2: registration, scopes and contexts, asymmetric keys (from memory); the list of roles is ours
 * @throws administration.appId, nameMissing, appScope, appAddress, appProof, appRoles
 */
export function checkApp(draft: AppDraft): void {
  const { id, display, redirectUris, launchUri, jwksUri, roles } = draft;
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(id) || id.startsWith('lienmach-')) throw errors.appId({ at: 'id' });
  if (display.trim() === '') throw errors.nameMissing({ at: 'display' });
  checkScope(draft);
  for (const address of [...redirectUris, ...(launchUri === undefined ? [] : [launchUri])])
    if (!isAddress(address)) throw errors.appAddress({ at: 'redirectUri', address: address.slice(0, 200) });
  if (jwksUri !== undefined && !jwksUri.startsWith('https://'))
    throw errors.appAddress({ at: 'jwksUri', address: jwksUri });
  checkProof(draft);
  const isService = redirectUris.length === 0;
  if (isService ? roles.length === 0 || roles.some((role) => !serviceRoles.has(role)) : roles.length > 0)
    throw errors.appRoles({ at: 'role' });
}
