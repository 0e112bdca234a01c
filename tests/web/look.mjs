// Opens pages in headless Chromium as people meet them: wide and narrow, light and dark,
// and on paper. Says what axe-core finds, whether anything is wider than the screen, and
// whether anything was asked of the network.
//   look.mjs CHROMIUM FOLDER PAGE...     pictures and PDFs go to FOLDER

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, folder, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(
  new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const looks = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 360, scheme: "light" },
  { width: 360, scheme: "dark" },
];

let problems = 0;
const complain = (what) => {
  console.log(`  ${what}`);
  problems += 1;
};

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const file of pages) {
  const name = path.basename(file, path.extname(file));
  console.log(name);
  const page = await browser.newPage();
  await page.setBypassCSP(true); // axe-core is a script, and the page allows none
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complain(`asks for ${request.url()}`);
  });
  for (const { width, scheme } of looks) {
    await page.setViewport({ width, height: 800, deviceScaleFactor: width < 500 ? 2 : 1 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(path.resolve(file)).href);
    await page.screenshot({
      path: path.join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run());
    for (const { id, nodes } of found.violations)
      complain(`${width} ${scheme}: ${id}: ${nodes[0].html} (${nodes.length})`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) complain(`${width} ${scheme}: ${overflow} px wider than the screen`);
  }
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.pdf({ path: path.join(folder, `${name}.pdf`), preferCSSPageSize: true });
  await page.close();
}
await browser.close();
process.exit(problems > 0 ? 1 : 0);
