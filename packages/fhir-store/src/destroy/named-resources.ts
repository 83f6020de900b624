/** A text that names a resource: alone, with a version, or with the address of a server before it. */
const NAMED =
  /"(?:https?:\/\/[^"\s]{1,500}\/)?([A-Z][A-Za-z]{1,39}\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?"/g;

/**
 * Every `Type/id` that a stored text names, in whatever element it stands: also in extensions, attachments and others that no
 * search parameter knows. Too many rather than too few.
 */
export function namedResources(text: string): Set<string> {
  const named = new Set<string>();
  for (const [, key] of text.matchAll(NAMED)) if (key !== undefined) named.add(key);
  return named;
}
