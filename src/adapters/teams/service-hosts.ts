/** Where the bot's token may go, and whose activities are heard: exact hosts (host or host:port), and nothing else. */
export type ServiceHosts = {
  hosts: readonly string[];
  /** False in production: then only https counts. */
  allowHttp: boolean;
};

/** True for an address at one of the hosts, without a name or password in it. */
export function isServiceAddress(address: unknown, { hosts, allowHttp }: ServiceHosts): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  const safe = protocol === 'https:' || (allowHttp && protocol === 'http:');
  return safe && username === '' && password === '' && hosts.includes(host);
}
