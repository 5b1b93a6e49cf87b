import { resolve } from "node:path";
import { assembleImage } from "@/scripts/image/assemble";
import { CommandError, runCommand } from "@/scripts/portal/environment";

await runCommand(async () => {
  const [, , given] = process.argv;
  if (!given) throw new CommandError("npm run image -- FOLDER   (an empty or a new one, outside of this folder)");
  const folder = resolve(given);
  await assembleImage(folder);
  process.stdout.write(`Written: ${folder}\n`);
});
