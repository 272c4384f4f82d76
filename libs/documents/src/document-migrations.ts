import { CreateArchive1763683200000 } from './archive/create-archive.migration.ts';
import { CreateCaseDocumentClaims1763690100000 } from './cases/create-case-document-claims.migration.ts';
import { CreateCaseRecords1763690000000 } from './cases/create-case-records.migration.ts';
import { CreateDelivery1763683300000 } from './delivery/create-delivery.migration.ts';

/** The migrations of this room, in order; the app hands them to the store's migrator. Only ever appended to. */
export const documentMigrations = {
  room: 'documents',
  migrations: [
    CreateArchive1763683200000,
    CreateDelivery1763683300000,
    CreateCaseRecords1763690000000,
    CreateCaseDocumentClaims1763690100000,
  ],
} as const;
