/**
 * Who may see who opened a record: the records department and the administrator for any, a doctor for a patient they have
 * examined.
 *
 * @source Luật KCB 15/2023/QH15, art. 69 (who may use a medical record; secondary): the list is our reading
 */
export function mayReadAccessLog(roles: readonly string[], isTreating: boolean): boolean {
  if (roles.some((role) => role === 'records-clerk' || role === 'administrator' || role === 'tool')) return true;
  return roles.includes('doctor') && isTreating;
}
