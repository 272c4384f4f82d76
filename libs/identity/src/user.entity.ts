import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A local account. Names are unique whatever the case; the spelling of the first is kept. */
@Entity('users')
export class User {
  @PrimaryColumn('text')
  name!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('text', { array: true })
  roles!: string[];

  @Column('text', { array: true })
  groups!: string[];

  /** Topics of external work, beside those of its roles. */
  @Column('text', { array: true })
  topics!: string[];

  /** Made by embedded mode; removed as soon as the server is anything else. */
  @Column('boolean')
  demo!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
