/** A code as a machine told it; `LN` is LOINC, everything else the machine's own. */
export interface HeardCode {
  readonly code: string;
  readonly system: string;
}

/** Where things stood, for whoever has to look at the message: `OBX-5`, `R.4`. */
export interface HeardPlaces {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly status: string;
}

/** One value of an analyzer, whatever the wire it came by. */
export interface HeardResult {
  readonly places: HeardPlaces;
  readonly codes: readonly HeardCode[];
  /** as it was written: `5.40`, `<0.1`, `POSITIVE`; undefined where it is no text at all */
  readonly value: string | undefined;
  readonly unit: string;
  /** HL7 table 0085; empty counts as final */
  readonly status: string;
  /** code of the instrument; empty when the message does not say */
  readonly device: string;
  /** FHIR dateTime */
  readonly measuredAt: string | undefined;
  /** as they were told, ours among them */
  readonly flags: readonly string[];
  readonly notes: readonly string[];
}

/** What was measured on one order, or on one tube. */
export interface HeardGroup {
  /** `order.1`: how the group's needs are named */
  readonly index: number;
  /** empty: the machine knows only the tube */
  readonly orderNumber: string;
  /** empty when the machine did not repeat it */
  readonly specimenNumber: string;
  readonly patientNumber: string;
  /** ISO day */
  readonly birthDate: string | undefined;
  readonly collectedAt: string | undefined;
  /** the machine said that more will come */
  readonly isPartial: boolean;
  readonly results: readonly HeardResult[];
  /** images and curves that came along and are not kept */
  readonly images: number;
}

/** A control material that was measured: about no patient. */
export interface HeardControl {
  /** control id of the message that told it; empty where messages have none */
  readonly message: string;
  readonly lot: string;
  readonly level: string;
  readonly result: HeardResult;
}

/** Everything an analyzer said in one message. */
export interface HeardResults {
  readonly groups: readonly HeardGroup[];
  readonly controls: readonly HeardControl[];
}
