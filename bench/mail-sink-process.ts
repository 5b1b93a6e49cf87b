import { SMTPServer } from "smtp-server";
import type { SinkOrder, SinkReport } from "@/bench/mail/sink";
import { freePort } from "@/lib/embedded-database/database";

// A process of its own, so that what is measured is the client and not the two of them.
let report: SinkReport = { received: 0, firstAt: 0, lastAt: 0, message: "" };
let wanted = 0;

const tell = (order: "ready" | "arrived" | "report", value: unknown) => process.send?.({ order, value });

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, answer) => {
    const keeps = report.received === 0;
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => {
      if (keeps) chunks.push(chunk);
    });
    stream.on("end", () => {
      answer();
      const at = performance.now();
      if (keeps) report = { ...report, firstAt: at, message: Buffer.concat(chunks).toString("latin1") };
      report.received++;
      report.lastAt = at;
      if (report.received === wanted) tell("arrived", null);
    });
  },
});
server.on("error", () => {});

process.on("message", (order: SinkOrder) => {
  if (order.kind === "report") {
    tell("report", report);
    return;
  }
  report = { received: 0, firstAt: 0, lastAt: 0, message: "" };
  wanted = order.messages;
});
process.once("disconnect", () => process.exit(0));

const port = await freePort();
server.listen(port, "127.0.0.1", () => tell("ready", `smtp://127.0.0.1:${port}`));
