/** Name of the file a deployment describes its services in. */
export const INTAKE_FILE = 'intake.json';
/** Larger descriptions were not written by people. */
export const INTAKE_FILE_BYTES = 1024 * 1024;
