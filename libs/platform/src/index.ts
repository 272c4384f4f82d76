export * from './embedded-postgres/embedded-postgres-error.ts';
export * from './embedded-postgres/embedded-postgres.ts';
export * from './health-checks.ts';
export * from './logger.ts';
export * from './problem-error.ts';
export * from './settings-error.ts';
export * from './settings-page.ts';
export * from './settings.ts';
