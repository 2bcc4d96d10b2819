/** The reader of CSV files, which the build puts into this file: a community package has no dependencies. */
export { CsvError, parse } from 'csv-parse/sync';
