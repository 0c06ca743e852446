/** Work that has not moved for this long, in seconds, may have lost its message. */
export const OVERDUE_SECONDS = 10;
