/** Where files of one version of the standard are sent, for episodes that end on these days (both inclusive). */
export interface GatewayVersion {
  readonly version: '4750' | '3176';
  readonly from: string;
  readonly to?: string;
  readonly claimPath: string;
  readonly checkInPath: string;
}

/**
 * Paths of the gateway by the last day of care: an old claim is sent where old claims are taken.
 *
 * @source Công văn 1245/BHXH-CNTT (03/05/2024), 4750 paths (verified); 3176 paths: three public implementations (verified)
 */
const versions: readonly GatewayVersion[] = [
  {
    version: '4750',
    from: '2024-07-01',
    to: '2024-12-31',
    claimPath: '/api/qd130/guiHoSoXmlQD4750',
    checkInPath: '/api/qd130/checkInKcbQd4750',
  },
  {
    version: '3176',
    from: '2025-01-01',
    claimPath: '/api/qd130/guiHoSoXmlQD3176',
    checkInPath: '/api/qd130/checkInKcbQd3176',
  },
];

/** @param day  last day of care, `yyyy-MM-dd`; undefined: no version that the gateway still takes */
export const gatewayVersionOn = (day: string): GatewayVersion | undefined =>
  versions.find(({ from, to }) => from <= day && (to === undefined || day <= to));
