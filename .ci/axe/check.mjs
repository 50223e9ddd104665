// Opens HTML pages in headless Chromium and runs axe-core over them, in several views. Knows nothing of what the pages say, and
// prints none of their words: selectors only, as an internal page may hold what a log must not.
//
//   node check.mjs PAGE.html...     exit code 1 if anything is wrong with a page, or could not be checked
//   node check.mjs --self-test      pages with known faults: each must be found, and a sound page must pass
//
// Chromium is the first of `chromium`, `chromium-browser` and `google-chrome` on the PATH, or what the variable CHROMIUM names.

import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Rules that find something to judge on every page with a word on it. Where one of them did not run, axe did not do its work.
const ALWAYS = ["color-contrast", "document-title", "html-has-lang"];

// With forced colours axe takes the page's own ink (by `-webkit-text-fill-color`) with the reader's own ground, a pair that nobody
// sees. Words of HTML have the reader's colours there; those of drawings, which may not, are looked at by `drawnInk`.
const NOT_FORCED = ["color-contrast"];

/** As many places of one fault are printed. */
const MANY = 40;

const SCREEN = { media: "screen", forcedColors: "none", colorScheme: "light" };
const VIEWS = [
  { name: "1280 px", width: 1280, height: 900, ...SCREEN },
  // WCAG 2.2, 1.4.10 Reflow: 320 px is 1280 px at a zoom of 400%.
  { name: "320 px", width: 320, height: 640, ...SCREEN, reflow: true },
  { name: "forced colours", width: 1280, height: 900, ...SCREEN, forcedColors: "active", colorScheme: "dark" },
  // A4 upright, less margins of 1 cm.
  { name: "print", width: 718, height: 1046, ...SCREEN, media: "print", paper: true },
];

/** What axe's result says is wrong: a list of `{ rule, impact, text, at }`. An empty result is a fault, not a pass. */
function faultsOf(result, view) {
  const ran = new Set([...result.passes, ...result.violations, ...result.incomplete].map((r) => r.id));
  const asleep = ALWAYS.filter((rule) => !ran.has(rule) && !(forced(view) && NOT_FORCED.includes(rule)));
  const faults = result.violations.map((v) => ({
    rule: v.id,
    impact: v.impact ?? "unrated",
    text: v.help,
    at: v.nodes.map((n) => n.target.flat(2).join(" ")),
    url: v.helpUrl.split("?")[0],
  }));
  if (ran.size === 0) faults.push(fault("axe-ran-nothing", "axe ran no rules"));
  else if (asleep.length > 0) faults.push(fault("axe-ran-too-little", `axe did not run: ${asleep.join(", ")}`));
  return { faults, ran: ran.size, unsure: result.incomplete.map((r) => ({ rule: r.id, count: r.nodes.length })) };
}

function forced(view) {
  return view.forcedColors === "active";
}

function fault(rule, text, at = [], impact = "serious") {
  return { rule, impact, text, at };
}

/** Runs in the page: whether it scrolls sideways as a whole, and what sticks out without a scroll box of its own. */
function sideways() {
  const root = document.documentElement;
  const width = root.clientWidth;
  const before = [window.scrollX, window.scrollY];
  window.scrollTo(1e6, before[1]);
  const scrolled = window.scrollX > 0;
  window.scrollTo(...before);
  const boxed = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(p).overflowX)) return true;
    }
    return false;
  };
  const name = (e) => e.localName + (e.id ? `#${e.id}` : "") + (e.classList.length ? `.${[...e.classList].join(".")}` : "");
  const out = scrolled || root.scrollWidth > width;
  const at = out ? [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1 && !boxed(e)).map(name) : [];
  return { out, width, needs: root.scrollWidth, at: [...new Set(at)].slice(0, 10) };
}

/** Runs in the page: boxes that hold more than they show. On paper nobody can scroll, so the rest is lost. */
function cutOff() {
  const name = (e) => e.localName + (e.id ? `#${e.id}` : e.getAttribute("aria-labelledby") ? `[aria-labelledby="${e.getAttribute("aria-labelledby")}"]` : "");
  return [...document.body.querySelectorAll("*")]
    .filter((e) => getComputedStyle(e).overflowX !== "visible" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${name(e)} (${e.scrollWidth - e.clientWidth} px)`);
}

/**
 * Runs in the page, with forced colours: words of drawings whose ink can hardly be told from the ground under them. The ground is
 * the last drawn shape under the middle of the word, else the nearest painted element around the drawing, else the reader's own.
 */
function drawnInk() {
  const parts = (colour) => {
    const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(colour);
    return found && Number(found[4] ?? 1) > 0 ? found.slice(1, 4).map(Number) : null;
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const around = (e) => {
    for (let p = e; p; p = p.parentElement) {
      const ground = parts(getComputedStyle(p).backgroundColor);
      if (ground) return ground;
    }
    return own;
  };
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.backgroundColor = "Canvas";
  const own = parts(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const pale = [];
  let words = 0;
  document.querySelectorAll("svg").forEach((svg, n) => {
    const shapes = [...svg.querySelectorAll("rect, path, circle, polygon")].filter((e) => !e.closest("defs, pattern"));
    for (const word of svg.querySelectorAll("text")) {
      words += 1;
      const box = word.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const under = shapes.filter((e) => {
        const b = e.getBoundingClientRect();
        const before = e.compareDocumentPosition(word) & Node.DOCUMENT_POSITION_FOLLOWING;
        return before && b.left <= x && x <= b.right && b.top <= y && y <= b.bottom && getComputedStyle(e).fill !== "none";
      });
      // A pattern's colour cannot be read off; it is passed over.
      const fill = under.length > 0 ? getComputedStyle(under[under.length - 1]).fill : null;
      const ground = fill === null ? around(svg) : parts(fill);
      const ink = parts(getComputedStyle(word).fill);
      if (!ground || !ink) continue;
      const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
      if ((high + 0.05) / (low + 0.05) < 4.5) pale.push(n);
    }
  });
  return { words, drawings: [...new Set(pale)].length, pale: pale.length };
}

/** Checks one page in one view. */
async function look(browser, url, view, tags) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    forcedColors: view.forcedColors,
    colorScheme: view.colorScheme,
    reducedMotion: "reduce",
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    await page.emulateMedia({ media: view.media, forcedColors: view.forcedColors, colorScheme: view.colorScheme });
    const asked = [];
    const shouted = [];
    let opened = false;
    page.on("request", (request) => {
      if (!opened && request.url() === url && request.isNavigationRequest()) opened = true;
      else asked.push(request.url());
    });
    page.on("websocket", (socket) => asked.push(socket.url()));
    page.on("console", (message) => message.type() === "error" && shouted.push(message.text()));
    page.on("pageerror", (error) => shouted.push(error.message));
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    // What a page's script asks for a moment after loading counts too.
    await page.waitForTimeout(200);

    await page.evaluate(AXE);
    const result = await page.evaluate((options) => globalThis.axe.run(document, options), {
      runOnly: { type: "tag", values: tags },
      rules: forced(view) ? Object.fromEntries(NOT_FORCED.map((rule) => [rule, { enabled: false }])) : {},
    });
    const { faults, ran, unsure } = faultsOf(result, view);

    if (page.frames().length > 1) faults.push(fault("frame", "the page holds a frame, which this check does not look into"));
    if (view.reflow) {
      const found = await page.evaluate(sideways);
      if (found.out) faults.push(fault("reflow", `the page scrolls sideways: it needs ${found.needs} px of ${found.width}`, found.at));
    }
    if (forced(view)) {
      const { words, pale, drawings } = await page.evaluate(drawnInk);
      if (pale > 0) faults.push(fault("drawn-ink", `${pale} of ${words} words of drawings (in ${drawings}) are lost on the reader's own ground`, ["svg text"]));
    }
    if (view.paper) {
      const cut = await page.evaluate(cutOff);
      if (cut.length > 0) faults.push(fault("cut-off-on-paper", "boxes that scroll on a screen lose their right-hand side on paper", cut));
    }
    if (asked.length > 0) faults.push(fault("request", "the page asked for something beside itself", asked.map(short)));
    if (shouted.length > 0) faults.push(fault("console", "errors in the console", shouted.map(short)));
    return { faults, ran, unsure };
  } finally {
    await context.close();
  }
}

function short(words) {
  const line = words.replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}...` : line;
}

async function check(browser, file, tags = TAGS, views = VIEWS) {
  const url = pathToFileURL(resolve(file)).href;
  return Promise.all(views.map(async (view) => ({ view: view.name, ...(await look(browser, url, view, tags)) })));
}

function print(file, seen) {
  for (const { view, faults, ran, unsure } of seen) {
    console.log(`${file}: ${view}: ${ran} rules ran, ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`);
    for (const f of faults) {
      console.log(`  ${f.rule} (${f.impact}): ${f.text}${f.url ? `, ${f.url}` : ""}`);
      for (const at of f.at.slice(0, MANY)) console.log(`    ${at}`);
      if (f.at.length > MANY) console.log(`    and ${f.at.length - MANY} more`);
    }
    if (unsure.length > 0) console.log(`  axe is not sure of: ${unsure.map((u) => `${u.rule} (${u.count})`).join(", ")}`);
  }
}

/** Where Chromium is. No browser is ever downloaded. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        if (statSync(path).isFile()) return path;
      } catch {
        // not here: the next
      }
    }
  }
  throw new Error("no Chromium on the PATH: install the package `chromium`, or name the program in CHROMIUM");
}

function launch() {
  return chromium.launch({
    executablePath: browserPath(),
    // Chromium's own sandbox does not start for root, as whom CI often runs. No page of a stranger is opened here.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Nothing leaves the machine, whatever a page asks for.
      "--host-resolver-rules=MAP * ~NOTFOUND",
    ],
  });
}

const SOUND = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sound</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Sound</h1><p>Words.</p><div style="overflow-x:auto" tabindex="0" role="group" aria-label="Wide"><div class="wide">Wide</div></div></main>
<style>@media screen { .wide { width: 900px; } }</style></body></html>`;

/** `SOUND` with one thing done to it. */
function with_(from, to) {
  if (!SOUND.includes(from)) throw new Error(`the sound page has no ${from}`);
  return SOUND.replace(from, to);
}

const TINY = "width:9px;height:9px;padding:0;border:0;float:left";
const DRAWING = `<svg width="90" height="30" aria-hidden="true"><text x="4" y="20" fill="#1a2228">Word</text></svg>`;

/** Name, page, the fault to be found, and the views it is to be found in. */
const KNOWN = [
  ["no-alt", with_("<p>", `<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"><p>`), "image-alt", ["1280 px", "forced colours"]],
  ["no-lang", with_(` lang="en"`, ""), "html-has-lang", ["1280 px"]],
  ["no-title", with_("<title>Sound</title>", ""), "document-title", ["1280 px"]],
  ["pale", with_("<p>", `<p style="color:#bbb;background:#fff">`), "color-contrast", ["1280 px", "320 px", "print"]],
  ["small-target", with_("<p>", `<button style="${TINY}" aria-label="A"></button><button style="${TINY}" aria-label="B"></button><p>`), "target-size", ["1280 px"]],
  ["bad-autocomplete", with_("<p>", `<label>Name <input autocomplete="nonsense"></label><p>`), "autocomplete-valid", ["1280 px"]],
  ["heading-skipped", with_("<p>", "<h4>Deep</h4><p>"), "heading-order", ["1280 px"]],
  ["sideways", with_("<p>", `<p style="width:700px">`), "reflow", ["320 px"]],
  ["sideways-hidden", with_("<p>", `<style>body{overflow-x:hidden}</style><p style="width:700px">`), "reflow", ["320 px"]],
  ["drawn-ink", with_("<p>", `${DRAWING}<p>`), "drawn-ink", ["forced colours"]],
  ["cut-off", with_("@media screen", "@media all"), "cut-off-on-paper", ["print"]],
  ["asks-image", with_("<p>", `<img alt="" src="https://example.org/a.png"><p>`), "request", ["1280 px"]],
  ["asks-file", with_("<p>", `<link rel="stylesheet" href="beside.css"><p>`), "request", ["1280 px"]],
  ["asks-later", with_("<p>", `<script>setTimeout(() => fetch("https://example.org/b").catch(() => {}), 100)</script><p>`), "request", ["1280 px"]],
  ["shouts", with_("<p>", `<script>console.error("no")</script><p>`), "console", ["1280 px"]],
  ["throws", with_("<p>", `<script>throw new Error("no")</script><p>`), "console", ["1280 px"]],
  ["frame", with_("<p>", `<iframe title="A" srcdoc="<p>A</p>"></iframe><p>`), "frame", ["1280 px"]],
];

async function selfTest(browser) {
  const folder = mkdtempSync(join(tmpdir(), "axe-self-test-"));
  const wrong = [];
  const put = (name, html) => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, html);
    return file;
  };
  try {
    const sound = put("sound", SOUND);
    const seen = await check(browser, sound);
    if (seen.some((s) => s.faults.length > 0)) {
      wrong.push("a sound page does not pass");
      print("sound", seen);
    }
    await Promise.all(KNOWN.map(async ([name, html, rule, views]) => {
      const found = await check(browser, put(name, html), TAGS, VIEWS.filter((v) => views.includes(v.name)));
      if (found.length !== views.length) wrong.push(`${name}: a view of its list is not one`);
      for (const s of found) {
        if (!s.faults.some((f) => f.rule === rule)) wrong.push(`${name}: ${rule} was not found at ${s.view}`);
      }
    }));
    // A tag that no rule has: nothing runs, and that must not pass.
    const idle = await check(browser, sound, ["no-such-tag"], VIEWS.slice(0, 1)).then((s) => s[0].faults.map((f) => f.rule), () => ["axe-ran-nothing"]);
    if (!idle.includes("axe-ran-nothing")) wrong.push("axe ran nothing, and the page passed");
    // Rules of one kind only: axe ran, but not the whole of its work.
    const part = await check(browser, sound, ["wcag22aa", "best-practice"], VIEWS.slice(0, 1));
    if (!part[0].faults.some((f) => f.rule === "axe-ran-too-little")) wrong.push("axe ran few of its rules, and the page passed");
    const gone = await check(browser, join(folder, "not-there.html"), TAGS, VIEWS.slice(0, 1)).then(() => false, () => true);
    if (!gone) wrong.push("a page that is not there passed");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const line of wrong) console.log(`self-test: ${line}`);
  if (wrong.length === 0) console.log(`self-test: ${KNOWN.length} known faults found, and a sound page passes`);
  return wrong.length === 0;
}

async function main(args) {
  if (args.length === 0 || (args[0] !== "--self-test" && args.some((a) => a.startsWith("-")))) {
    console.error("usage: check.mjs PAGE.html...\n       check.mjs --self-test");
    return false;
  }
  const browser = await launch();
  try {
    if (args[0] === "--self-test") return await selfTest(browser);
    let sound = true;
    for (const file of args) {
      const seen = await check(browser, file);
      print(file, seen);
      if (seen.some((s) => s.faults.length > 0)) sound = false;
    }
    return sound;
  } finally {
    await browser.close();
  }
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(`error: ${error.message.split("\n", 1)[0]}`);
  process.exitCode = 1;
}
