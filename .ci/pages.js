// Opens every page below the folders named, on a telephone by day and on a desk at night; fails on what axe-core
// finds, on a page wider than its screen, on anything fetched, and on a word in the console.
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const screens = [
  { width: 360, scheme: "light" },
  { width: 1200, scheme: "dark" },
];

const pages = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const there = path.join(folder, entry.name);
    return entry.isDirectory() ? pages(there) : there.endsWith(".html") ? [there] : [];
  });

(async () => {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  const faults = [];
  let here = "";
  page.on("console", (message) => faults.push(`${here}: console: ${message.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith("file://")) faults.push(`${here}: fetches ${request.url()}`);
  });
  const all = process.argv.slice(2).map((folder) => path.resolve(folder)).flatMap(pages);
  for (const file of all) {
    for (const { width, scheme } of screens) {
      here = `${file} (${width}, ${scheme})`;
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto("file://" + file);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(`${here}: ${wide} wide`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      for (const one of violations) {
        faults.push(`${here}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
      }
    }
  }
  await browser.close();
  faults.forEach((fault) => console.error(fault));
  if (faults.length) process.exit(1);
  console.log(`${all.length} pages, ${screens.length} screens each, nothing found`);
})();
