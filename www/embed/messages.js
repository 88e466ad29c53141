// What frame and host say to each other. Nothing in it is about the family: how high the frame's content is, and that another screen begins.

/** Counts up when a message changes its meaning; other versions are not listened to. */
export const VERSION = 1;

/** The tallest a frame becomes, whatever it says. */
export const TALLEST = 30000;

/** Changes smaller than this are rounding, not content. */
export const NOTICEABLE = 2;

/** A message, or nothing where `data` is not one of ours. */
export function readMessage(data) {
  if (typeof data !== "object" || data === null || data.huisuan !== VERSION) return undefined;
  return typeof data.type === "string" ? data : undefined;
}

/** Height in whole pixels, up: rounding down makes a scroll bar. */
export function wholeHeight(height) {
  return Math.min(Math.ceil(height), TALLEST);
}
