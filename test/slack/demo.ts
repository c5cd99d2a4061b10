// The whole bot without any account: a Slack on this machine, the desk as a program of its own against it.
import { startSlackDemo } from "./desk.ts";

/** Where the page is found again after a restart. */
const PORT = 8789;

const demo = await startSlackDemo({ port: Number(process.env["PORT"] ?? PORT) });
process.stdout.write(
  `\nThe workspace, with the bot in it:  ${demo.slack.origin}/\n` +
    "Type /news help there. Editions come every two minutes.\n" +
    `Drop articles into ${demo.inbox}\nCtrl-C ends both.\n\n`,
);

let asked = false;
const stop = (): void => {
  asked = true;
  void demo.close();
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
const code = await demo.ended;
if (!asked) process.stdout.write(`The desk ended with code ${String(code)}.\n`);
await demo.close();
process.exitCode = code ?? 0;
