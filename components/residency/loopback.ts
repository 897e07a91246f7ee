/** IPv4 addresses of 127.0.0.0/8, written as four numbers. */
const loopbackV4 = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/**
 * True for a name or address of the machine itself (RFC 6761, RFC 1122, RFC 4291): what is sent there never leaves it.
 * @param name in lower case, without port and trailing dot; IPv6 in brackets
 */
export const isLoopback = (name: string): boolean =>
  name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || loopbackV4.test(name);
