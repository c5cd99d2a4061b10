#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { catchSignals } from "./signals.ts";

const signals = catchSignals();
// From the second start on, what a command loads is read as compiled code: half a second less until the first digest.
enableCompileCache();
// The help is written through the stream; nobody reading it to the end is no fault.
process.stdout.on("error", () => process.exit(0));
const { runProgram } = await import("./program.ts");
process.exitCode = await runProgram(signals);
