/** Tells the person at the terminal one line; standard output belongs to the figures. */
export type Say = (line: string) => void;
