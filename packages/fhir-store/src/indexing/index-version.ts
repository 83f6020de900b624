/**
 * Which indexer made the rows of a stored version (`resource.indexed`). Raise it with every release whose indexer gives other
 * rows for the same text; `lienmach reindex` then makes the rows of older versions again.
 *
 * 1: people by given name and the keys they are found again by; a canonical is also a uri; amounts in base units; sampled
 *    data; positions; first entries of bundles; identifiers under their types; marks of values that no index row can hold.
 * 2: a canonical that is an address here (`Library/a`) points at that resource; one that is contained points at nothing.
 */
export const INDEX_VERSION = 2;
