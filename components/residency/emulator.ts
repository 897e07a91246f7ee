/**
 * Names that no public DNS answers (RFC 6761, RFC 6762), and those under which a container reaches its host. A name
 * without a dot is a container's or the machine's own. Public names that happen to point home are not here: whoever
 * owns the name decides where it points tomorrow. Nor are private addresses, which may lie behind a tunnel abroad.
 */
const localName = /^(?:[a-z0-9-]+|.+\.(?:localhost|local|docker\.internal|containers\.internal))$/;

/** `new URL` has already rewritten every spelling of the address (`127.1`, `0x7f000001`) to this one. */
const loopback = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The forms that {@link isEmulator} takes, for messages. */
export const emulatorForms =
  "http://localhost:4566, a loopback address, a name without a dot, or one under .localhost, .local, .docker.internal or .containers.internal";

/**
 * True for the address of an AWS emulator on this machine or its own network: scheme, host and port and nothing else.
 * Whatever is sent there has left neither the machine nor its jurisdiction.
 */
export function isEmulator(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, username, password, search, hash } = new URL(address);
  if (!/^https?:$/.test(protocol) || pathname !== "/" || `${username}${password}${search}${hash}` !== "") {
    return false;
  }
  return loopback.test(hostname) || localName.test(hostname);
}
