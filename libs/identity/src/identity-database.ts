import { DataSource } from 'typeorm';
import { CreateUsersAndSessions1763683200000 } from './migrations/1763683200000-create-users-and-sessions.ts';
import { AddTopicsOfUsers1764000000000 } from './migrations/1764000000000-add-topics-of-users.ts';
import { KeepInboxMemories1764400000000 } from './migrations/1764400000000-keep-inbox-memories.ts';
import { InboxMemoryRow } from './inbox-memory.entity.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';

/** The migrations of this room, for whoever brings the whole database up to date. Append, never change or remove. */
export const identityMigrations = {
  room: 'identity',
  migrations: [CreateUsersAndSessions1763683200000, AddTopicsOfUsers1764000000000, KeepInboxMemories1764400000000],
} as const;

/** A small pool of its own: people log in and are looked up; nothing of identity is on the hot path of the engine. */
export async function openIdentityDatabase(url: string, connections = 4): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: connections,
    entities: [User, Session, InboxMemoryRow],
    applicationName: 'laufzettel identity',
  }).initialize();
}
