export { mailMigrations } from './mail-migrations.ts';
export { eraseMails } from './sending/erase-mails.ts';
export { isMailAddress } from './sending/mail-address.ts';
export { createMailConnector, type MailConnectorOptions } from './sending/mail-connector.ts';
export { MailOutbox } from './sending/mail-outbox.ts';
export { type LineSecurity, MailServer, type MailServerSettings } from './sending/mail-server.ts';
export { eraseMailArrivals } from './reading/erase-mail-arrivals.ts';
export { type MailArrival, MailArrivalStore, type MailAttachment } from './reading/mail-arrival-store.ts';
export { MailboxReader, type MailboxSettings } from './reading/mailbox-reader.ts';
