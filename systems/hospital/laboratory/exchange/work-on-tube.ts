import { codeSystems, identifierSystems, LM } from '@lienmach/core';
import type { MessageContext, Need } from '@lienmach/exchange';
import type { ConceptMap, DiagnosticReport, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabCatalog } from '../rules/lab-catalog.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { byIdentifier, type Found, listOf, onTube, patientOfTube, resourceOf } from './found-resource.ts';
import { messageCatalog } from './message-catalog.ts';
import { LEFT_OUT } from './result-observation.ts';

/** What one tube still has to be measured for. */
export interface TubeWork {
  readonly tube: string;
  readonly patient: Patient;
  readonly specimen: Specimen;
  readonly orders: readonly OrderWork[];
}

export interface OrderWork {
  readonly order: ServiceRequest;
  /** codes of the machine, or ours where the channel has no code map */
  readonly codes: readonly string[];
}

/** Tubes that one query may ask for. */
export const MOST_TUBES = 20;
const MOST_ON_TUBE = 40;
const LATEST = '9999-12-31';

/** @param tubes  numbers of specimens, each once */
export function workNeeds(tubes: readonly string[], { channel }: MessageContext): Record<string, Need> {
  const system = identifierSystems.specimenNumber;
  const entries = tubes.flatMap((tube, index): [string, Need][] => [
    [`specimen.${index}`, { search: byIdentifier('Specimen', system, tube), optional: true }],
    [`patient.${index}`, { ...patientOfTube(`specimen.${index}`), optional: true }],
    [`orders.${index}`, onTube(`specimen.${index}`, 'ServiceRequest', MOST_ON_TUBE)],
    [`reports.${index}`, onTube(`specimen.${index}`, 'DiagnosticReport', MOST_ON_TUBE)],
  ]);
  return {
    ...Object.fromEntries(entries),
    codes: { search: `ConceptMap?${codeMapQuery(channel.id)}`, optional: true },
  };
}

/** Where the codes of a channel's machine stand beside ours. */
export const codeMapQuery = (channel: string): string =>
  new URLSearchParams({ url: `${LM}/ConceptMap/channel-${channel}` }).toString();

type MachineCodes = ReadonlyMap<string, string> | undefined;

/** Our indicator → the machine's code; undefined where the channel has no code map at all. */
export function machineCodes(map: ConceptMap | undefined): MachineCodes {
  const pairs = (map?.group ?? [])
    .filter(({ source }) => source !== codeSystems.ucum)
    .flatMap(({ element }) =>
      element.flatMap(({ code, target }): [string, string][] => {
        const ours = target?.[0]?.code;
        return code === undefined || ours === undefined || ours === LEFT_OUT ? [] : [[ours, code]];
      }),
    );
  return pairs.length === 0 ? undefined : new Map(pairs.reverse());
}

const waitsForResults: ReadonlySet<DiagnosticReport['status']> = new Set(['registered', 'partial', 'preliminary']);

function missingOf(
  order: ServiceRequest,
  report: DiagnosticReport | undefined,
  catalog: LabCatalog,
): readonly string[] {
  if (report === undefined || !waitsForResults.has(report.status)) return [];
  const there = new Set(report.result?.map(({ reference }) => reference));
  const id = (code: string) => `Observation/${order.id}.${code.replace('#', '-abs').replace('%', '-pct')}`;
  const test = catalog.test(testCodeOf(order, codeSystems.services7603));
  return (test?.indicators ?? []).filter((code) => !there.has(id(code)));
}

interface Machine {
  readonly codes: MachineCodes;
  readonly catalog: LabCatalog;
}

const measurable = ({ codes }: Machine, indicators: readonly string[]): readonly string[] =>
  codes === undefined ? indicators : indicators.flatMap((code) => codes.get(code) ?? []);

/** Everything that this machine may have been asked to measure for an order, measured or not: what a cancellation names. */
export const askedWork = (order: ServiceRequest, machine: Machine): OrderWork => ({
  order,
  codes: measurable(machine, machine.catalog.test(testCodeOf(order, codeSystems.services7603))?.indicators ?? []),
});

/** What of an order is still to be measured, and can be by this machine. */
export function orderWork(order: ServiceRequest, report: DiagnosticReport | undefined, machine: Machine): OrderWork {
  return { order, codes: measurable(machine, missingOf(order, report, machine.catalog)) };
}

/**
 * What the tubes still have to be measured for, in the machine's codes. A tube that nobody knows, or that nobody waits for,
 * is not there. What the machine's code map does not hold it cannot measure.
 */
export function workOnTubes(tubes: readonly string[], found: Found, context: MessageContext): TubeWork[] {
  const codes = machineCodes(resourceOf(found, 'codes', 'ConceptMap'));
  return tubes.flatMap((tube, index) => {
    const patient = resourceOf(found, `patient.${index}`, 'Patient');
    const specimen = resourceOf(found, `specimen.${index}`, 'Specimen');
    const reports = listOf(context, `reports.${index}`, 'DiagnosticReport');
    const orders = listOf(context, `orders.${index}`, 'ServiceRequest')
      .filter(({ status }) => status === 'active')
      .map((order) =>
        orderWork(
          order,
          reports.find(({ basedOn }) => basedOn?.[0]?.reference === `ServiceRequest/${order.id}`),
          {
            codes,
            catalog: messageCatalog(context, specimen?.collection?.collectedDateTime ?? order.authoredOn ?? LATEST),
          },
        ),
      )
      .filter((work) => work.codes.length > 0);
    return patient === undefined || specimen === undefined || orders.length === 0
      ? []
      : [{ tube, patient, specimen, orders }];
  });
}
