// Opens every page below the folders named: on a telephone by day, on a desk by night, and on paper. Fails on what
// axe-core finds, on a page or a table wider than where it stands, on words of a chart that are cut or cover each
// other, on anything fetched, on a word in the console, and on a certificate that is not one sheet of A4.
const fs = require("fs");
const os = require("os");
const path = require("path");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const screens = [
  { width: 360, scheme: "light" },
  { width: 1200, scheme: "dark" },
];
// What is left of A4 between its margins, upright, in pixels; across for tables with many columns.
const upright = 680;
const across = 1009;

const pages = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const there = path.join(folder, entry.name);
    return entry.isDirectory() ? pages(there) : there.endsWith(".html") ? [there] : [];
  });

// What of the drawings cannot be read: cut at an edge, or a label under its figure.
const unreadable = () =>
  [...document.querySelectorAll("svg")].flatMap((svg) => {
    const boxes = [...svg.querySelectorAll("text")].map((text) => ({ box: text.getBBox(), text: text.textContent }));
    const { width, height } = svg.viewBox.baseVal;
    const cut = boxes.filter(({ box }) => box.x < -2 || box.x + box.width > width + 2 || box.y + box.height > height + 2);
    const covered = boxes.filter(
      ({ box }, at) => at % 2 === 1 && boxes[at - 1].box.x + boxes[at - 1].box.width > box.x
    );
    return [...cut, ...covered].map(({ text }) => text);
  });

// Tables that are wider than the sheet they are printed on, by how wide they are.
const overflowing = (upright, across) =>
  [...document.querySelectorAll("table")].flatMap((table) => {
    const room = table.closest(".wide") ? across : upright;
    document.body.style.width = `${room}px`;
    const { width } = table.getBoundingClientRect();
    return width > room + 1 ? [`${table.caption.textContent}: ${Math.round(width)} of ${room}`] : [];
  });

// Looks at files until there are none left, in a window of its own.
const look = async (browser, files, told) => {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  let here = "";
  const fault = (text) => {
    told.faults += 1;
    console.error(`${here}: ${text}`);
  };
  page.on("console", (message) => fault(`console: ${message.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith("file://")) fault(`fetches ${request.url()}`);
  });
  for (let file = files.pop(); file; file = files.pop()) {
    for (const { width, scheme } of screens) {
      here = `${file} (${width}, ${scheme})`;
      await page.emulateMediaType("screen");
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto("file://" + file);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) fault(`${wide} wide`);
      for (const text of await page.evaluate(unreadable)) fault(`a chart hides \`${text}\``);
      // Everything is judged, also what is folded away.
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
      told.rules = Math.max(told.rules, passes.length);
      for (const one of violations) fault(`${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
    }
    here = `${file} (paper)`;
    await page.emulateMediaType("print");
    if (path.basename(file).startsWith("certificate-")) {
      told.certificates += 1;
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length;
      const [, width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/) ?? [];
      if (sheets !== 1 || Math.abs(width - 595) > 1 || Math.abs(height - 842) > 1) {
        fault(`${sheets} sheets of ${width} × ${height}`);
      }
    } else {
      await page.setViewport({ width: across, height: 800 });
      for (const table of await page.evaluate(overflowing, upright, across)) fault(table);
    }
  }
};

(async () => {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const all = process.argv.slice(2).map((folder) => path.resolve(folder)).flatMap(pages);
  const told = { faults: 0, rules: 0, certificates: 0 };
  const files = [...all].reverse();
  // Two windows for each processor: one is looked at while another is opened.
  await Promise.all(Array.from({ length: 2 * os.cpus().length }, () => look(browser, files, told)));
  await browser.close();
  if (told.faults) process.exit(1);
  console.log(
    `${all.length} pages (${told.certificates} certificates), ${screens.length} screens and paper each: ` +
      `up to ${told.rules} rules of axe-core ${axe.match(/axe v([\d.]+)/)?.[1]} hold on one, nothing found`
  );
})();
