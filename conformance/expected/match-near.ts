import { nodeOf } from '../json.ts';
import type { Found } from './values-of.ts';

const EARTH = 6371.0088;
const kilometres: Readonly<Record<string, number>> = { km: 1, m: 0.001, '[mi_us]': 1.609347 };

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great circle by the cosine rule. */
function distance([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  const [north, south, east] = [radians(a), radians(c), radians(d - b)];
  const cosine = Math.sin(north) * Math.sin(south) + Math.cos(north) * Math.cos(south) * Math.cos(east);
  return EARTH * Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/** `latitude|longitude|distance|unit`. @source FHIR R4 4.0.1, location.html#search (verified) */
export function matchesNear({ value }: Found, wanted: string): boolean {
  const [north = '', east = '', far = '', unit = 'km'] = wanted.split('|');
  const { latitude, longitude } = nodeOf(value);
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return false;
  const most = far === '' ? 10 : Number(far) * (kilometres[unit] ?? Number.NaN);
  return distance([Number(north), Number(east)], [latitude, longitude]) <= most;
}
