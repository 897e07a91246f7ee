import { isOwnRange, parseCidr } from "./cidr";

const hostName = /^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** The form of an entry of `externalHosts`, for messages. */
export const externalHostForm =
  "a host name in lower case without scheme, port or path, or an IPv4 range such as 10.40.0.0/16: private or no wider than /16, and no address bits outside its prefix";

/** True for a host name, or for a range of addresses that can be one site's own. */
export function isExternalHost(text: string): boolean {
  const range = parseCidr(text);
  return hostName.test(text) || (range !== undefined && isOwnRange(range));
}
