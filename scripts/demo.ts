import { say, startDemo } from "@/scripts/portal/demo";
import { runCommand } from "@/scripts/portal/environment";

await runCommand(async () => say((await startDemo()).words));
