import { type CallLimits, callService } from './call-service.ts';
import { errors } from './errors.ts';
import type { Service, Services } from './service-contract.ts';

/** A service as the site declares it, its secrets read. */
export interface ServiceDeclaration extends Partial<CallLimits> {
  readonly id: string;
  /** what it is for the rooms, e.g. `bhyt-gateway` */
  readonly kind: string;
  readonly address: string;
  readonly isInside?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

const PATIENCE = 30_000;
const LARGEST = 4_000_000;

/** An address of https, or of the house's own network, without anything that does not belong to an address. */
function baseOf({ id, address, isInside }: ServiceDeclaration): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSecure = url?.protocol === 'https:' || (isInside === true && url?.protocol === 'http:');
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === undefined || !isSecure || !isPlain) throw errors.serviceAddress({ id });
  return url.href.replace(/\/$/, '');
}

function serviceOf(declared: ServiceDeclaration): Service {
  const { id, settings = {}, secrets = {}, isInside = false, patience = PATIENCE, largest = LARGEST } = declared;
  const base = baseOf(declared);
  return {
    id,
    settings,
    secrets,
    ask(call) {
      const target = new URL(base + call.path);
      if (!call.path.startsWith('/') || !`${target.href}/`.startsWith(`${base}/`)) throw errors.serviceAddress({ id });
      return callService(target, call, { id, isInside, patience, largest });
    },
  };
}

/**
 * The services of a site. Rules as for subscribers (decision 25): https, no redirection followed, names that lead into
 * private networks refused at the moment of connecting, unless the site says that the program stands inside.
 *
 * @throws exchange.serviceAddress
 */
export function openServices(declared: readonly ServiceDeclaration[]): Services {
  const byKind = new Map(declared.map((one) => [one.kind, serviceOf(one)]));
  return { find: (kind) => byKind.get(kind) };
}
