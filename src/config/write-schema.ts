import { writeFileSync } from "node:fs";
import { configJsonSchema } from "./schema.ts";

writeFileSync(new URL("../../config/schema.json", import.meta.url), configJsonSchema());
