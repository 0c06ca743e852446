import { transaction, wakeRelay } from '#libs/database';
import type { DataSource } from 'typeorm';
import { handOverDue } from './add-delivery.js';
import { lookAtReleases } from './look-at-releases.js';
import { noteWhatToLookAt } from './note-what-to-look-at.js';

/** Steps that one run takes before it lets the next one go on. */
const MOST_STEPS = 40;

/**
 * One run of what tells subscribers: notes what the revisions since the last run touched, looks at what is due a group at a
 * time, and hands deliveries that are due to the queue. Each step is a transaction of its own; what is left is for the next run.
 */
export async function tellChanges(db: DataSource, stopping: AbortSignal): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !stopping.aborted; step += 1) {
    const isMoreToNote = await noteWhatToLookAt(db);
    const looked = await lookAtReleases(db, stopping);
    if (!isMoreToNote && looked === 0) break;
  }
  if ((await transaction(db, handOverDue)) > 0) await wakeRelay(db);
}
