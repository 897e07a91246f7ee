/** `next(value)`: at once for a value, later for a promise. A turn of the event loop per resource would cost more than its registration. */
export function whenReady<T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
