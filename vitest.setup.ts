import { configureGlobal } from "fast-check";

// The same cases on every run: what fails here fails for everyone. FAST_CHECK_SEED=random looks for new ones.
const wish = process.env["FAST_CHECK_SEED"];
if (wish !== "random") configureGlobal({ seed: Number(wish ?? 20_261_122) });
