import { setFlagsFromString } from "node:v8";

// By default, V8 lets the heap grow to several times of what is in use before it cleans up, and keeps what it has: a process that imported
// 100,000 hires held 700 MB more than before, and with these limits holds 100 MB more and takes 8 % longer. The space for young objects, 4 MB
// instead of 16, can be set at the start of a process only: `--max-semi-space-size`.
setFlagsFromString("--heap-growing-percent=15");
