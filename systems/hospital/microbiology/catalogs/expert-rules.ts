const list = (text: string): readonly string[] => text.split(' ');

/** Agents to which an organism, or all of a group, is resistant by nature: a susceptible result is a mistake somewhere. */
export interface IntrinsicRow {
  /** organism or group */
  readonly of: string;
  readonly agents: readonly string[];
}

/** @source CLSI M100, appendix B, intrinsic resistance (from memory, the common ones only) */
export const intrinsicRows: readonly IntrinsicRow[] = [
  { of: 'KPN', agents: list('AMP') },
  { of: 'KOX', agents: list('AMP') },
  { of: 'PMI', agents: list('NIT COL TCY') },
  { of: 'ECL', agents: list('AMP AMC SAM CZO FOX') },
  { of: 'CFR', agents: list('AMP AMC SAM CZO FOX') },
  { of: 'SMA', agents: list('AMP AMC SAM CZO FOX NIT COL') },
  { of: 'PAE', agents: list('AMP AMC SAM CZO FOX CRO CTX ETP SXT TCY CHL') },
  { of: 'ABA', agents: list('AMP AMC CZO FOX ATM ETP FOS CHL') },
  { of: 'PMA', agents: list('AMP AMC SAM TZP CZO CRO CTX ATM ETP IPM MEM GEN AMK') },
  { of: 'enterococcus', agents: list('CZO CRO CTX CAZ FEP FOX CLI SXT ATM') },
  { of: 'BPS', agents: list('AMP CZO GEN COL') },
];

/** When `strong` is resistant, `weak` of the same family can hardly be susceptible. */
export interface ImpossibleRow {
  readonly groups: readonly string[];
  readonly weak: string;
  readonly strong: string;
}

const gram = list('enterobacterales');
/** @source EUCAST expert rules and CLSI M100, appendix A, results that need verification (from memory) */
export const impossibleRows: readonly ImpossibleRow[] = [
  { groups: gram, weak: 'AMP', strong: 'AMC' },
  { groups: gram, weak: 'CZO', strong: 'CRO' },
  { groups: gram, weak: 'CZO', strong: 'CTX' },
  { groups: gram, weak: 'ETP', strong: 'MEM' },
  { groups: gram, weak: 'GEN', strong: 'AMK' },
  { groups: gram, weak: 'CAZ', strong: 'CZA' },
  { groups: list('staphylococcus'), weak: 'PEN', strong: 'OXA' },
  { groups: list('staphylococcus'), weak: 'OXA', strong: 'FOX' },
  { groups: list('staphylococcus'), weak: 'FOX', strong: 'OXA' },
  { groups: list('enterococcus'), weak: 'VAN', strong: 'TEC' },
  { groups: list('enterococcus'), weak: 'PEN', strong: 'AMP' },
];

/** A result so rare that the isolate and the test are looked at again before it is told. */
export interface RareRow {
  readonly of: string;
  readonly agent: string;
  readonly when: readonly string[];
}

/** @source CLSI M100, appendix A (from memory) */
export const rareRows: readonly RareRow[] = [
  { of: 'SAU', agent: 'VAN', when: ['I', 'R'] },
  { of: 'staphylococcus', agent: 'LNZ', when: ['R'] },
  { of: 'enterococcus', agent: 'LNZ', when: ['R'] },
  { of: 'pneumococcus', agent: 'VAN', when: ['NS'] },
  { of: 'streptococcus', agent: 'PEN', when: ['NS'] },
  { of: 'STY', agent: 'MEM', when: ['I', 'R'] },
];

export type FlagCode = 'ESBL' | 'MRSA' | 'CRE' | 'VRE' | 'CRAB' | 'CRPA';

/** A resistance that people act on: any one of the agents tested so. */
export interface FlagRow {
  readonly flag: FlagCode;
  /** organisms or groups */
  readonly of: readonly string[];
  readonly agents: readonly string[];
  readonly when: readonly string[];
  /** agents that are then reported resistant whatever was measured */
  readonly forcesR?: readonly string[];
}

/** @source CDC NHSN phenotype definitions: MRSA, VRE, CRE, CRAB, ESBL by extended-spectrum cephalosporin (from memory); β-lactams in MRSA: CLSI M100, table 2C (from memory) */
export const flagRows: readonly FlagRow[] = [
  { flag: 'ESBL', of: list('ECO KPN KOX PMI'), agents: list('CRO CTX CAZ'), when: ['I', 'R'] },
  { flag: 'CRE', of: list('enterobacterales'), agents: list('ETP IPM MEM'), when: ['R'] },
  {
    flag: 'MRSA',
    of: list('SAU'),
    agents: list('FOX OXA'),
    when: ['R'],
    forcesR: list('PEN AMP OXA FOX AMC SAM TZP CZO CRO CTX CAZ FEP ETP IPM MEM'),
  },
  { flag: 'VRE', of: list('EFA EFM'), agents: list('VAN'), when: ['R'] },
  { flag: 'CRAB', of: list('ABA'), agents: list('IPM MEM'), when: ['R'] },
  { flag: 'CRPA', of: list('PAE'), agents: list('IPM MEM'), when: ['R'] },
];

/** imipenem stands higher in Proteeae by nature: alone it makes no CRE */
export const noFlagBy: readonly { readonly flag: FlagCode; readonly of: string; readonly agent: string }[] = [
  { flag: 'CRE', of: 'PMI', agent: 'IPM' },
];

/** flags that infection control is told about at once */
export const alertFlags: ReadonlySet<FlagCode> = new Set(['MRSA', 'CRE', 'VRE', 'CRAB', 'CRPA']);

/** The agent is told only when one of the first line fails; measured it is all the same. */
export interface CascadeRow {
  readonly group: string;
  readonly agents: readonly string[];
  /** shown when any of these is not susceptible */
  readonly unless: readonly string[];
}

/** @source CLSI M100, table 1, tiers and cascade reporting (secondary); which agents: our own choice, set by the antibiotic committee of each hospital */
export const cascadeRows: readonly CascadeRow[] = [
  { group: 'enterobacterales', agents: list('FEP TZP'), unless: list('CRO CTX CAZ') },
  { group: 'enterobacterales', agents: list('ETP IPM MEM'), unless: list('CRO CTX CAZ FEP TZP') },
  { group: 'enterobacterales', agents: list('AMK'), unless: list('GEN') },
  { group: 'enterobacterales', agents: list('CZA COL'), unless: list('ETP IPM MEM') },
  { group: 'pseudomonas', agents: list('IPM MEM'), unless: list('CAZ FEP TZP') },
  { group: 'pseudomonas', agents: list('COL'), unless: list('IPM MEM') },
  { group: 'acinetobacter', agents: list('COL'), unless: list('IPM MEM') },
  { group: 'staphylococcus', agents: list('VAN LNZ'), unless: list('FOX OXA') },
  { group: 'enterococcus', agents: list('LNZ'), unless: list('VAN AMP') },
];

/** Agents that do not reach the place of the infection are not told for it, whatever was measured. */
export interface SiteRow {
  readonly site: string;
  readonly agents: readonly string[];
}

/** @source CLSI M100, instructions: agents not reported on isolates from cerebrospinal fluid (from memory) */
export const siteRows: readonly SiteRow[] = [
  { site: 'csf', agents: list('AMC CZO CLI ERY TCY DOX MNO CIP LVX NIT FOS') },
  { site: 'blood', agents: list('NIT') },
];
