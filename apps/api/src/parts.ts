import type { WakeUps } from '#libs/database';
import type { ClaimDesk } from '#libs/dispatch';
import type { DispatchTiming } from '#libs/domain';
import type { Queues } from '#libs/jobs';
import type { BundleShelf, LiveDirectory, LiveMatrix } from '#libs/matrix';
import type { BlobStore, LiveSearch } from '#libs/registry';
import type { Logger } from '#libs/runtime';
import type { DataSource } from 'typeorm';
import type { Settings } from './settings.js';

/**
 * What the API process is made of, opened before Nest starts and closed after it has stopped. A class, because Nest
 * injects by class.
 */
export class Parts {
  readonly settings: Settings;
  readonly db: DataSource;
  readonly queues: Queues;
  readonly wakeUps: WakeUps;
  readonly store: BlobStore;
  /** The same folder with the limits of evidence. */
  readonly evidenceStore: BlobStore;
  readonly directory: LiveDirectory;
  readonly search: LiveSearch;
  readonly bundles: BundleShelf;
  readonly claimDesk: ClaimDesk;
  readonly matrix: LiveMatrix;
  readonly timing: DispatchTiming;
  readonly log: Logger;
  readonly #stop = new AbortController();

  /** Aborted when the process begins to stop: whoever holds a connection open lets go of it. */
  get stopping(): AbortSignal {
    return this.#stop.signal;
  }

  /** Answers everybody who waits, so that the server can close. */
  beginStop(): void {
    this.#stop.abort();
    this.claimDesk.close();
  }

  constructor(parts: {
    settings: Settings;
    db: DataSource;
    queues: Queues;
    wakeUps: WakeUps;
    store: BlobStore;
    evidenceStore: BlobStore;
    directory: LiveDirectory;
    search: LiveSearch;
    bundles: BundleShelf;
    claimDesk: ClaimDesk;
    matrix: LiveMatrix;
    timing: DispatchTiming;
    log: Logger;
  }) {
    this.settings = parts.settings;
    this.db = parts.db;
    this.queues = parts.queues;
    this.wakeUps = parts.wakeUps;
    this.store = parts.store;
    this.evidenceStore = parts.evidenceStore;
    this.directory = parts.directory;
    this.search = parts.search;
    this.bundles = parts.bundles;
    this.claimDesk = parts.claimDesk;
    this.matrix = parts.matrix;
    this.timing = parts.timing;
    this.log = parts.log;
  }
}
