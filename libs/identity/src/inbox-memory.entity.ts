import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InboxFilter } from '#contracts';

/** What the account of one person keeps of their inbox. */
@Entity('inbox_memories')
export class InboxMemoryRow {
  @PrimaryColumn('text', { name: 'user_name' })
  userName!: string;

  @Column('jsonb')
  filters!: readonly InboxFilter[];

  /** The latest last; null until this person has begun. */
  @Column('text', { name: 'seen_tasks', array: true, nullable: true })
  seenTasks!: string[] | null;
}
