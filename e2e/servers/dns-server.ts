import dns2 from "dns2";

export interface DnsServer {
  /** As the portal's DNS_SERVER takes it. */
  address: string;
  /** TXT records, by name. */
  records: Map<string, string>;
  close(): Promise<void>;
}

/** Starts a DNS server on loopback that knows these TXT records. */
export async function startDnsServer(port = 0): Promise<DnsServer> {
  const records = new Map<string, string>();
  const server = dns2.createServer({
    udp: true,
    handle: (request, send) => {
      const response = dns2.Packet.createResponseFromRequest(request);
      const [question] = request.questions;
      const record = question && records.get(question.name.toLowerCase());
      if (question && record !== undefined) {
        const { TYPE, CLASS, Resource } = dns2.Packet;
        response.answers.push(new Resource({ name: question.name, type: TYPE.TXT, class: CLASS.IN, ttl: 1, data: record }));
      }
      send(response);
    },
  });
  await server.listen({ udp: { port, address: "127.0.0.1" } });
  const { port: taken } = server.addresses().udp ?? { port: 0 };
  return { address: `127.0.0.1:${taken}`, records, close: () => server.close() };
}
