/** The longest delay of a timer, in milliseconds (24.8 days). A longer one would overflow it and fire at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
