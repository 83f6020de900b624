/**
 * May codes that a file does not have be ended? Not when most of a list would go: then it is the wrong file, or half of one.
 *
 * @param inFile   codes in force that the file has
 * @param missing  codes in force that it does not have
 * @source none: our own limit; a list that really shrinks so much is ended with two files
 */
export const mayEndMissing = (inFile: number, missing: number): boolean => missing <= inFile;
