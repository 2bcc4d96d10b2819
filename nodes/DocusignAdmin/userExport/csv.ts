/** The reader of CSV files, which the build puts into this file: a community package has no dependencies. */
export { CsvError, parse } from 'csv-parse/sync';

/** How lines may end. Where it is not told, the parser takes the first end that it meets for that of all. */
export const LINE_ENDS = ['\r\n', '\n', '\r'];
