/**
 * Which indexer made the rows of a stored version (`resource.indexed`). Raise it with every release whose indexer gives other
 * rows for the same text; `lienmach reindex` then makes the rows of older versions again.
 *
 * 1: people by given name and the keys they are found again by; a canonical is also a uri; amounts in base units; sampled
 *    data; positions; first entries of bundles; identifiers under their types; marks of values that no index row can hold.
 */
export const INDEX_VERSION = 1;
