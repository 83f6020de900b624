/** Parameters for which nothing can be executed, and why. They stand in the tables by name and are never counted as passed. */
export const listedParameters: Readonly<Record<string, string>> = {
  _query: 'names a query of the server; R4 defines none and neither do we: strict handling refuses it',
};
