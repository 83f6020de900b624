/** Everybody who works at a site with patients or their papers; partners and tools are not among them. */
export const staffRoles = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'lab-head',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'accountant',
  'administrator',
] as const;
