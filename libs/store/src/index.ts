export { assertSchema, migrate, type RoomMigrations, SchemaTooNewError, SchemaTooOldError } from './migrate.ts';
export { storeMigrations } from './store-migrations.ts';
