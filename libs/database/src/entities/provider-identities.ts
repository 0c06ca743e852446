import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

/** Who an identity provider says somebody is: one more way to a person, beside the password. */
@Entity('provider_identities')
export class ProviderIdentity {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  /** Name of the provider in the settings when it was linked; only issuer and subject decide who somebody is. */
  @Column('text', { name: 'provider' })
  provider!: string;

  @Column('text', { name: 'issuer' })
  issuer!: string;

  @Column('text', { name: 'subject' })
  subject!: string;

  @Column('timestamptz', { name: 'linked_at', default: () => 'now()' })
  linkedAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'unlinked_at', nullable: true })
  unlinkedAt!: Date | null;
}

/** A sign-in that was begun with a provider. All that must stay secret follows from its handle, which is not kept. */
@Entity('provider_sign_ins')
export class ProviderSignIn {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('bytea', { name: 'handle_hash' })
  handleHash!: Buffer;

  @Column('text', { name: 'provider' })
  provider!: string;

  @Column('text', { name: 'redirect_uri' })
  redirectUri!: string;

  /** Who links an identity; null where somebody signs in or joins. */
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
