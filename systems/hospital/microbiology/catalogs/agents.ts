export interface Agent {
  /** three letters, as on discs and in panels */
  readonly code: string;
  readonly name: string;
  /** LOINC “[Susceptibility]”, only where we are sure of it */
  readonly loinc?: string;
}

const row = (code: string, name: string, loinc?: string): Agent =>
  loinc === undefined ? { code, name } : { code, name, loinc };

/**
 * Antibacterial agents.
 *
 * @source LOINC “<agent> [Susceptibility]” codes (secondary where they are given, left out elsewhere); three-letter codes as laboratories print them (from memory)
 */
export const agents: readonly Agent[] = [
  row('AMP', 'Ampicillin', '18864-9'),
  row('PEN', 'Penicillin G', '18964-7'),
  row('OXA', 'Oxacillin', '18961-3'),
  row('FOX', 'Cefoxitin'),
  row('AMC', 'Amoxicillin/clavulanat', '18862-3'),
  row('SAM', 'Ampicillin/sulbactam', '18865-6'),
  row('TZP', 'Piperacillin/tazobactam', '18970-4'),
  row('CZO', 'Cefazolin', '18878-9'),
  row('CRO', 'Ceftriaxon', '18895-3'),
  row('CTX', 'Cefotaxim', '18886-2'),
  row('CAZ', 'Ceftazidim', '18893-8'),
  row('FEP', 'Cefepim', '18879-7'),
  row('CZA', 'Ceftazidim/avibactam'),
  row('ATM', 'Aztreonam', '18868-0'),
  row('ETP', 'Ertapenem'),
  row('IPM', 'Imipenem', '18932-4'),
  row('MEM', 'Meropenem', '18943-1'),
  row('GEN', 'Gentamicin', '18928-2'),
  row('TOB', 'Tobramycin', '18996-9'),
  row('AMK', 'Amikacin', '18860-7'),
  row('CIP', 'Ciprofloxacin', '18906-8'),
  row('LVX', 'Levofloxacin', '20629-2'),
  row('SXT', 'Trimethoprim/sulfamethoxazol', '18998-5'),
  row('NIT', 'Nitrofurantoin', '18955-5'),
  row('FOS', 'Fosfomycin'),
  row('COL', 'Colistin'),
  row('TCY', 'Tetracyclin', '18993-6'),
  row('DOX', 'Doxycyclin'),
  row('MNO', 'Minocyclin'),
  row('VAN', 'Vancomycin', '19000-9'),
  row('TEC', 'Teicoplanin'),
  row('LNZ', 'Linezolid', '29258-1'),
  row('ERY', 'Erythromycin', '18919-1'),
  row('CLI', 'Clindamycin', '18908-4'),
  row('RIF', 'Rifampicin', '18974-6'),
  row('CHL', 'Chloramphenicol', '18903-5'),
];

export const agentOf = (code: string): Agent | undefined => agents.find((one) => one.code === code);
