// The desk in a real browser: what an IRO does there, by keyboard, in two windows, with files that change underneath; what nobody else may
// do; and axe on every page. Records are copies of the samples and one that is written here.
//
//   node desk.mjs PROGRAM SAMPLES [NAME...]    exit code 1 if anything is wrong; with names, only those whose name holds one of them

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const [program, samples, ...only] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "desk-"));
let browser;

function holds(what, words) {
  if (!what) throw new Error(words);
}

function equal(found, wanted, words) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${words}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

/** A folder with copies of some samples. */
function folder(name, ...of) {
  const path = join(scratch, name);
  rmSync(path, { recursive: true, force: true });
  for (const sample of of) cpSync(join(samples, sample), join(path, sample), { recursive: true });
  return path;
}

/** Starts the desk; gives its address, which can be entered once, and the process. */
async function start(path) {
  const process = spawn(resolve(program), ["desk", path, "--no-browser", "--as-of", "2026-11-01"], { stdio: ["pipe", "pipe", "pipe"] });
  let out = "";
  let err = "";
  process.stderr.on("data", (data) => (err += data));
  const entry = () =>
    new Promise((done, fail) => {
      const look = () => {
        const found = out.match(/http:\/\/\S+/);
        if (found) {
          out = "";
          process.stdout.off("data", look);
          done(found[0]);
        }
      };
      process.stdout.on("data", look);
      process.on("exit", () => fail(new Error(`the desk ended: ${err}`)));
      look();
    });
  process.stdout.on("data", (data) => (out += data));
  const url = await entry();
  return { url, origin: new URL(url).origin, process, again: () => (process.stdin.write("\n"), entry()), stop: () => process.kill("SIGKILL") };
}

/** A window of a browser of its own that is let in. Nothing may go wrong in it without being told. */
async function enter(desk, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("request", (asked) => {
    if (!asked.url().startsWith(desk.origin)) page.wrong.push(`asked for ${asked.url()}`);
  });
  await page.goto(desk.url);
  await page.waitForURL(`${desk.origin}/`);
  return page;
}

async function another(page) {
  const other = await page.context().newPage();
  other.wrong = page.wrong;
  return other;
}

const idOf = (at) => "f" + at.replaceAll("/", "-");
const inputAt = (page, at) => page.locator(`#${idOf(at)}`);

/** Waits until everything that was typed is answered and saved. */
async function settled(page, words = "Saved") {
  await page.waitForFunction((words) => document.getElementById("state")?.textContent.startsWith(words), words, { timeout: 15000 });
}

/** Opens whatever a place is folded into. */
async function unfold(page, at) {
  await page.evaluate((id) => {
    for (let details = document.getElementById(id)?.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  }, idOf(at));
}

/** Writes into a field and leaves it. */
async function write(page, at, text) {
  await unfold(page, at);
  await inputAt(page, at).fill(text);
  await inputAt(page, at).blur();
  await settled(page);
}

async function openRecord(page, file, root) {
  // Which address is whose nobody can know: the lists lead there.
  await page.goto(page.url().split("/").slice(0, 3).join("/") + "/");
  await page.waitForSelector("#children a");
  const links = await page.$$eval("#children a", (all) => all.map((a) => a.getAttribute("href")));
  for (const link of links) {
    await page.goto(new URL(link, page.url()).href);
    for (const record of await page.$$eval(".line h3 a", (all) => all.map((a) => a.getAttribute("href")))) {
      await page.goto(new URL(record, page.url()).href);
      await page.waitForSelector("#form, textarea#text");
      if (await holdsText(page, root, file)) return;
    }
  }
  throw new Error(`${file} is not found`);
}

async function holdsText(page, root, file) {
  const text = await page.evaluate(() => fetch(location.pathname.replace(/\/text$/, "") + "/text").then((r) => r.text()));
  const shown = await page.evaluate((html) => new DOMParser().parseFromString(html, "text/html").querySelector("textarea")?.value ?? "", text);
  return shown.trimEnd() === readFileSync(join(root, file), "utf8").trimEnd();
}

/** The bytes in which two texts differ. */
function differing(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function yaml(root) {
  return readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".yaml") && statSync(join(root, name)).isFile());
}

// By keyboard alone: what somebody does who cannot use a mouse.
class Keys {
  constructor(page) {
    this.page = page;
  }

  /** Goes on with Tab, or back, until something is reached. */
  async to(selector) {
    for (let round = 0; round < 40; round += 1) {
      // How far it is: the keys go the whole way, and where they have led is looked at.
      const far = await this.page.evaluate((selector) => {
        if (document.activeElement?.matches(selector)) return 0;
        const can = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex='0']";
        const all = [...document.querySelectorAll(can)].filter((e) => e.checkVisibility() && !(e.type === "radio" && !e.checked && e.matches("fieldset input") && document.querySelector(`input[name="${e.name}"]:checked`)));
        const at = all.findIndex((e) => e.matches(selector));
        if (at < 0) return null;
        const here = all.indexOf(document.activeElement);
        if (here >= 0) return at - here;
        const before = all.filter((e) => document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).length;
        return document.activeElement === document.body ? at + 1 : at - before + 1;
      }, selector);
      if (far === 0) return;
      if (far === null) break;
      for (let n = 0; n < Math.abs(far); n += 1) await this.page.keyboard.press(far > 0 ? "Tab" : "Shift+Tab");
    }
    throw new Error(`${selector} cannot be reached by Tab`);
  }

  async press(selector) {
    await this.unfold(selector);
    await this.to(selector);
    await this.page.keyboard.press("Enter");
  }

  /** Opens what a place is folded into, the outermost first. */
  async unfold(selector) {
    for (;;) {
      const closed = await this.page.evaluate((selector) => {
        const all = [];
        const place = document.querySelector(selector);
        const from = place?.matches("summary") ? place.parentElement : place;
        for (let d = from?.parentElement?.closest("details"); d; d = d.parentElement.closest("details")) if (!d.open) all.unshift(d.id);
        return all[0] ?? null;
      }, selector);
      if (!closed) return;
      await this.to(`details[id="${closed}"] > summary`);
      await this.page.keyboard.press("Enter");
    }
  }

  async field(at, text) {
    await this.unfold(`#${idOf(at)}`);
    await this.to(`#${idOf(at)}`);
    const tag = await this.page.evaluate(() => document.activeElement.tagName);
    if (tag === "SELECT") {
      // A list is gone through with the arrow keys.
      await this.page.keyboard.press("Home");
      for (let n = 0; n < 90; n += 1) {
        const chosen = await this.page.evaluate(() => document.activeElement.selectedOptions[0]?.textContent ?? "");
        if (chosen.startsWith(text)) break;
        await this.page.keyboard.press("ArrowDown");
      }
      equal(await this.page.evaluate(() => document.activeElement.selectedOptions[0]?.textContent.slice(0, 200) ?? ""), await this.page.evaluate((t) => [...document.activeElement.options].find((o) => o.textContent.startsWith(t))?.textContent ?? "", text), `the choice at ${at}`);
    } else {
      await this.page.keyboard.press("Control+a");
      await this.page.keyboard.insertText(text);
    }
    await this.page.keyboard.press("Tab");
    await settled(this.page);
  }

  async answer(at, yes) {
    await this.unfold(`#${idOf(at)}`);
    await this.to(`#${idOf(at)} input`);
    // Of three answers the last stands chosen: the arrow keys go through them.
    for (let n = 0; n < 4; n += 1) {
      if ((await this.page.evaluate(() => document.activeElement.value)) === (yes ? "true" : "false")) break;
      await this.page.keyboard.press("ArrowDown");
    }
    await settled(this.page);
  }

  async tick(at, label) {
    await this.unfold(`#${idOf(at)}`);
    for (let n = 0; n < 60; n += 1) {
      await this.to(`#${idOf(at)} input`);
      if ((await this.page.evaluate(() => document.activeElement.parentElement.textContent.trim())).startsWith(label)) break;
      await this.page.keyboard.press("Tab");
    }
    await this.page.keyboard.press("Space");
    await settled(this.page);
  }
}

const tests = {
  async "a first record from an empty folder to letters, by keyboard alone"() {
    const root = folder("first");
    const desk = await start(root);
    const page = await enter(desk);
    const keys = new Keys(page);
    await page.waitForSelector("#h-first");
    await keys.press('a[href="/new"].button');
    await page.waitForSelector("#name");
    for (const [id, text] of [["name", "Amara Okoye"], ["reference", "TST000123"], ["date_of_birth", "3/4/2014"], ["iro", "Priya Nair"]]) {
      await keys.to(`#${id}`);
      await page.keyboard.insertText(text);
    }
    await keys.to("#policy");
    await page.keyboard.press("Home");
    for (let n = 0; n < 40 && (await page.inputValue("#policy")) !== "birmingham"; n += 1) await page.keyboard.press("ArrowDown");
    await keys.press("form button");
    await page.waitForSelector("#form");
    const record = page.url();
    for (const [what, at, value] of FIRST) {
      await keys[what](at, value);
      if (what === "press") await settled(page);
    }
    const left = await page.evaluate(() => [...document.querySelectorAll("#left-lists li")].map((li) => li.textContent));
    equal(left, [], "what is left before the record can go");
    await keys.field("/status", "Everything is written");
    await page.waitForFunction(() => /page/.test(document.getElementById("look-state").textContent));
    const readers = await page.$$eval("#copy option", (all) => all.map((o) => o.textContent));
    holds(readers.some((reader) => reader.startsWith("Amara Okoye: ")), `the child's letter is among ${readers}`);
    await page.goto(`${desk.origin}/made`);
    await keys.press("main form button");
    await page.waitForSelector(".summary[role=status]", { timeout: 60000 });
    const made = await page.$$eval("main ul a", (all) => all.map((a) => a.textContent));
    holds(made.some((name) => name.includes("for child")) && made.some((name) => name.includes("for mother")), `letters are made: ${made}`);
    holds(yaml(root).length === 1, "one record");
    holds(!(await page.textContent("main")).includes("has changed since"), "what was made is of the record as it is");
    await page.goBack();
    await page.goto(record);
    await page.waitForSelector("#form");
    await write(page, "/iro_view", "The plan meets Amara's needs now.");
    await page.goto(`${desk.origin}/made`);
    holds((await page.textContent("main")).includes("has changed since"), "a letter of a record that has changed is said to be one");
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "every sample: one word changed is one word changed in the file"() {
    const all = readdirSync(samples).filter((name) => statSync(join(samples, name)).isDirectory());
    const root = folder("samples", ...all);
    const desk = await start(root);
    const page = await enter(desk);
    await page.waitForSelector("#children a", { timeout: 60000 });
    const children = await page.$$eval("#children a", (all) => all.map((a) => a.getAttribute("href")));
    const links = new Set();
    for (const link of children) {
      const html = await (await page.request.get(desk.origin + link)).text();
      for (const found of html.matchAll(/href="(\/record\/[^"/]+)"/g)) links.add(found[1]);
    }
    holds(links.size > 50, `${links.size} records are found`);
    const before = new Map(yaml(root).map((name) => [name, readFileSync(join(root, name), "utf8")]));
    let changed = 0;
    for (const link of links) {
      await page.goto(desk.origin + link);
      await page.waitForSelector("#form, textarea#text");
      const field = await page.evaluate(() => {
        const all = [...document.querySelectorAll("#form textarea[data-at], #form input[data-kind=text]")];
        const one = all.filter((e) => e.value.includes(" ") && !/^\/(child\/(reference|postcode)|people)/.test(e.dataset.at)).at(-1);
        if (!one) return null;
        for (let d = one.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
        return { id: one.id, value: one.value };
      });
      if (!field) continue;
      const word = field.value.split(/\s+/).filter((w) => /^[a-z]+$/.test(w)).at(-1);
      if (!word) continue;
      const at = field.value.lastIndexOf(word);
      const now = field.value.slice(0, at) + "otherwise" + field.value.slice(at + word.length);
      await page.fill(`#${field.id}`, now);
      await page.locator(`#${field.id}`).blur();
      await settled(page);
      const files = [...before].filter(([name, text]) => readFileSync(join(root, name), "utf8") !== text);
      equal(files.length, 1, `files changed by ${link}`);
      const [name, text] = files[0];
      const [was, is] = differing(text, readFileSync(join(root, name), "utf8"));
      holds(was.length <= word.length && is.length <= "otherwise".length, `${name}: ${JSON.stringify(was)} became ${JSON.stringify(is)}`);
      before.set(name, readFileSync(join(root, name), "utf8"));
      changed += 1;
    }
    holds(changed > 50, `${changed} of ${links.size} records were changed`);
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "the next review, an alert from a starred decision, its answer"() {
    const root = folder("next", "jordan-ellis");
    rmSync(join(root, "jordan-ellis/expected.txt"), { force: true });
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    await page.click("button[value=review]");
    await page.waitForSelector("#form");
    const carried = await page.$$eval(".carried", (all) => all.length);
    holds(carried >= 3, `${carried} parts are shown as carried over`);
    const file = yaml(root).find((name) => name.includes("-review"));
    const text = readFileSync(join(root, file), "utf8");
    holds(/carried from the review of 2026-01-06/i.test(text) && !text.includes("\"["), `the file says so, and has no brackets: ${text}`);
    const first = page.locator(".carried button").first();
    const at = await first.getAttribute("data-at");
    await unfold(page, at);
    await first.click();
    await settled(page);
    await page.waitForFunction((n) => document.querySelectorAll(".carried").length === n, carried - 1);
    await write(page, "/review/date", "2 July 2026");
    holds(readFileSync(join(root, file), "utf8").includes("date: 2026-07-02"), "a date as people type it is saved as one");
    await page.goBack();
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    await page.click("button[value=alert]");
    await page.waitForSelector("#form");
    const alert = yaml(root).find((name) => name.includes("-alert"));
    holds(alert, "an alert is begun");
    await page.evaluate(() => (document.querySelector("#s-stages details.row") ?? {}).open = true);
    if ((await page.$$("#s-stages details.row")).length === 0) {
      await page.click('button[data-do=add][data-at="/stages"]');
      await page.waitForSelector("#s-stages details.row");
    }
    await write(page, "/stages/0/answer/date", "12 Jan 2026");
    await write(page, "/stages/0/answer/text", "The assessment will be done by the end of the month.");
    const written = readFileSync(join(root, alert), "utf8");
    holds(written.includes("date: 2026-01-12") && written.includes("end of the month"), `the answer is in the alert: ${written}`);
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "rows are added, moved, taken out and brought back"() {
    const root = folder("rows", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const before = readFileSync(file, "utf8");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    await page.click('button[data-do=add][data-at="/decisions"]');
    await page.waitForSelector(`#${idOf("/decisions/4")}`);
    await write(page, "/decisions/4/what", "Find a swimming club nearer to school");
    await page.waitForFunction(() => document.querySelector("#f-decisions-4 > summary").textContent.includes("swimming club"));
    await page.click(`#${idOf("/decisions/4")}-up`);
    await page.waitForFunction(() => document.querySelector("#f-decisions-3 > summary").textContent.includes("swimming club"));
    await unfold(page, "/decisions/3/what");
    await page.click(`#${idOf("/decisions/3")}-remove`);
    await page.waitForFunction(() => !document.querySelector("#f-decisions-4"));
    await settled(page);
    equal(readFileSync(file, "utf8"), before, "added, moved and taken out, the file is as it was");
    await page.click("#undo");
    await page.waitForSelector(`#${idOf("/decisions/4")}`);
    await settled(page);
    holds(readFileSync(file, "utf8").includes("swimming club nearer"), "what was taken out is back");
    await page.evaluate(() => (document.querySelector("#f-people-teacher").open = true));
    await page.click("#f-people-teacher-remove");
    await page.waitForFunction(() => !document.querySelector("#f-people-teacher"));
    await settled(page);
    const now = readFileSync(file, "utf8");
    holds(!now.includes("teacher,") && !now.includes("teacher:"), "whoever is taken out is nowhere referred to");
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "two windows on one record"() {
    const root = folder("windows", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    const other = await another(page);
    await other.goto(page.url());
    await other.waitForSelector("#form");
    await write(page, "/child/school", "Testford High School");
    await write(other, "/child/religion", "Sikh");
    const both = readFileSync(file, "utf8");
    holds(both.includes("Testford High School") && both.includes("Sikh"), "changes of different places are both there");
    await write(page, "/iro_view", "The plan is right.");
    // The other window still shows the old text, and somebody writes there.
    await other.evaluate(() => clearInterval(0));
    await inputAt(other, "/iro_view").evaluate((field) => (field._was = "The plan meets Jordan's needs. The delay in the sibling assessment must end."));
    await inputAt(other, "/iro_view").fill("The plan is wrong.");
    await inputAt(other, "/iro_view").blur();
    await other.waitForSelector("#f-iro_view-found button");
    holds(readFileSync(file, "utf8").includes("The plan is right."), "nothing is written over");
    equal(await inputAt(other, "/iro_view").inputValue(), "The plan is wrong.", "what was typed stays");
    await other.click("#f-iro_view-found button:has-text('Keep')");
    await settled(other);
    holds(readFileSync(file, "utf8").includes("The plan is wrong."), "what was chosen is saved");
    await page.waitForFunction(() => document.getElementById("f-iro_view").value === "The plan is wrong.", null, { timeout: 10000 });
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "a file changed underneath"() {
    const root = folder("underneath", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    // Nothing is typed here: the new one is shown by itself.
    writeFileSync(file, readFileSync(file, "utf8").replace("religion: none", "religion: Quaker"));
    await page.waitForFunction(() => document.getElementById("f-child-religion").value === "Quaker", null, { timeout: 10000 });
    // Something is typed here: both are shown.
    await inputAt(page, "/iro_view").fill("The plan is right, and late.");
    await settled(page, "Not saved yet");
    const theirs = readFileSync(file, "utf8").replace("school: Samplebury Academy", "school: Testford High");
    writeFileSync(file, theirs);
    await inputAt(page, "/iro_view").blur();
    await page.waitForURL(/\/both$/);
    equal(readFileSync(file, "utf8"), theirs, "nothing is written over");
    const places = await page.$$eval("fieldset.group legend", (all) => all.map((l) => l.textContent));
    equal(places.sort(), ["The IRO's view", "The child: School, college or training"].sort(), "the places that differ");
    await page.check('input[name="/iro_view"][value=mine]');
    await page.click("button:has-text('Save what is chosen')");
    await page.waitForSelector("#form");
    const now = readFileSync(file, "utf8");
    holds(now.includes("Testford High") && now.includes("right, and late"), "each place says what was chosen");
    equal(differing(theirs, now)[0].includes("Testford"), false, "and nothing else is changed");
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "what is being typed outlives the program"() {
    const root = folder("crash", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const before = readFileSync(file, "utf8");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    await inputAt(page, "/iro_view").press("Control+End");
    await inputAt(page, "/iro_view").pressSequentially(" Half a sent");
    await settled(page, "Not saved yet");
    equal(readFileSync(file, "utf8"), before, "half a sentence is not in the file");
    desk.stop();
    await page.close();
    const next = await start(root);
    const again = await enter(next);
    await again.waitForSelector("#children a");
    const link = await again.$eval("#children a", (a) => a.href);
    await again.goto(link);
    await again.click(".line h3 a");
    await again.waitForSelector("#form");
    holds((await inputAt(again, "/iro_view").inputValue()).endsWith("Half a sent"), "it is brought back");
    holds((await again.textContent("main")).includes("has been brought back"), "and that is said");
    await write(again, "/iro_view", "Whole.");
    holds(readFileSync(file, "utf8").includes("Whole."), "and saved with the next change");
    next.stop();
  },

  async "what the desk did not get is not lost, and is not said to be saved"() {
    const root = folder("lost", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    await page.route("**/change", (route) => route.abort());
    await inputAt(page, "/child/school").fill("Typed while nobody listened");
    await inputAt(page, "/child/school").blur();
    await settled(page, "Not saved");
    await page.unroute("**/change");
    await inputAt(page, "/child/religion").fill("Quaker");
    await inputAt(page, "/child/religion").blur();
    await settled(page, "Saved");
    equal(await inputAt(page, "/child/school").inputValue(), "Typed while nobody listened", "what was typed stays");
    const now = readFileSync(file, "utf8");
    holds(now.includes("Typed while nobody listened") && now.includes("Quaker"), "both are in the file in the end");
    // A date in a year that no record is of stays what was typed, and can be put right.
    await write(page, "/child/date_of_birth", "14/05/2103");
    holds(/2103/.test(await inputAt(page, "/child/date_of_birth").inputValue()), "the date stands as it was typed");
    await write(page, "/child/date_of_birth", "14/05/2013");
    equal(await inputAt(page, "/child/date_of_birth").inputValue(), "14 May 2013", "and is put right");
    // A window that is closed while somebody types saves it.
    await inputAt(page, "/iro_view").fill("Typed to the end.");
    await settled(page, "Not saved yet");
    await page.close({ runBeforeUnload: true });
    for (let n = 0; n < 50 && !readFileSync(file, "utf8").includes("Typed to the end."); n += 1) await new Promise((done) => setTimeout(done, 100));
    holds(readFileSync(file, "utf8").includes("Typed to the end."), "what was typed when the window closed is saved");
    desk.stop();
  },

  async "what is pasted from Word is its paragraphs and lists"() {
    const root = folder("paste", "jordan-ellis");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    const pasted = await page.evaluate(async (html) => (await import("/paste.js")).plain(html), WORD);
    equal(pasted, "Jordan said:\n\n- they like swimming\n- they miss their brother\n\nSue agreed.", "the text");
    await page.evaluate((html) => {
      const field = document.getElementById("f-iro_view");
      field.focus();
      field.select();
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", "not this");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      field.blur();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, WORD);
    await settled(page);
    holds(readFileSync(join(root, "jordan-ellis/2026-01-06.yaml"), "utf8").includes("iro_view: |\n  Jordan said:\n\n  - they like swimming\n  - they miss their brother\n\n  Sue agreed.\n"), "it is in the file as paragraphs and a list");
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "hostile text never becomes markup"() {
    const root = folder("hostile", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    const places = await page.$$eval("#form textarea[data-at], #form input[data-kind=text]", (all) => all.map((e) => e.dataset.at));
    holds(places.length > 60, `${places.length} fields`);
    const bad = `"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}'#[panic]`;
    for (const at of places) {
      if (/postcode|email|reference$/.test(at)) continue;
      await unfold(page, at);
      await inputAt(page, at).evaluate((field, bad) => {
        field.value = bad;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, bad);
      await settled(page);
    }
    holds(readFileSync(file, "utf8").split("onerror=alert").length > places.length / 2, "it is all in the file");
    for (const url of [page.url(), `${desk.origin}/`, `${page.url()}/text`]) {
      await page.goto(url);
      await page.waitForTimeout(600);
      const found = await page.evaluate(() => ({ images: document.querySelectorAll('img[src="x"]').length, scripts: [...document.scripts].filter((s) => !s.src).length, text: document.body.innerText.includes("49'#") }));
      equal(found, { images: 0, scripts: 0, text: false }, `nothing of it is markup on ${new URL(url).pathname.split("/")[1]}`);
    }
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "what the form cannot show is shown as text and stays whole"() {
    const root = folder("broken", "jordan-ellis");
    const file = join(root, "jordan-ellis/2026-01-06.yaml");
    const broken = readFileSync(file, "utf8").replace("religion: none", "religon: none") + "extra: { a: [b\n";
    writeFileSync(file, broken);
    const desk = await start(root);
    const page = await enter(desk);
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    holds(page.url().endsWith("/text"), "it is shown as text");
    equal(readFileSync(file, "utf8"), broken, "it is as it was");
    const whole = broken.replace("religon", "religion").replace("extra: { a: [b\n", "");
    await page.fill("#text", whole);
    await page.click("button:has-text('Save the text')");
    await page.waitForSelector("#form");
    equal(readFileSync(file, "utf8"), whole, "what was written is saved as it was written");
    equal(page.wrong, [], "nothing went wrong");
    desk.stop();
  },

  async "nobody else gets in"() {
    const root = folder("others", "jordan-ellis");
    const desk = await start(root);
    const page = await enter(desk);
    const cookies = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
    const cookie = (await page.context().cookies())[0];
    equal([cookie.httpOnly, cookie.sameSite], [true, "Strict"], "the cookie");
    const ask = (path, headers, method = "GET") =>
      new Promise((done, fail) => {
        const asked = request({ host: "127.0.0.1", port: new URL(desk.origin).port, path, method, headers }, (answer) => {
          answer.resume();
          answer.on("end", () => done(answer));
        });
        asked.on("error", fail);
        asked.end();
      });
    const host = new URL(desk.origin).host;
    equal((await ask("/", { host, cookie: cookies })).statusCode, 200, "the browser that was let in");
    equal((await ask("/", { host })).statusCode, 403, "without the cookie");
    equal((await ask("/", { host, cookie: cookies.slice(0, -1) + "0" })).statusCode === 200 && !cookies.endsWith("0"), false, "with another cookie");
    equal((await ask("/", { host: "desk.example.org", cookie: cookies })).statusCode, 403, "under another name");
    equal((await ask("/", { host, cookie: cookies, "sec-fetch-site": "cross-site" })).statusCode, 403, "asked for by another page");
    equal((await ask("/made", { host, cookie: cookies }, "POST")).statusCode, 403, "a change without its origin");
    equal((await ask("/made", { host, cookie: cookies, origin: "https://example.org" }, "POST")).statusCode, 403, "a change from elsewhere");
    equal((await ask("/made", { host, cookie: cookies, origin: "null" }, "POST")).statusCode, 403, "a change from nowhere");
    equal((await ask(new URL(desk.url).pathname + new URL(desk.url).search, { host })).statusCode, 403, "a way in that was used");
    equal((await ask("/enter?token=0", { host })).statusCode, 403, "a way in that is none");
    for (const path of ["/record/..%2f..%2fetc%2fpasswd", "/record/%2e%2e", "/made/999", "/page/..%2f..", "/record/jordan-ellis%2f2026-01-06.yaml"]) {
      equal((await ask(path, { host, cookie: cookies })).statusCode, 404, path);
    }
    const answer = await ask("/", { host, cookie: cookies });
    holds(answer.headers["content-security-policy"].includes("default-src 'none'") && !answer.headers["content-security-policy"].includes("unsafe"), "the policy");
    equal(answer.headers["cache-control"], "no-store", "nothing is cached");
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    holds(!/jordan|ellis|CCC0/i.test(page.url() + (await page.title())), "no name in address or title");
    const fresh = await desk.again();
    equal((await ask(new URL(fresh).pathname + new URL(fresh).search, { host })).statusCode, 200, "Enter in the terminal opens it again");
    desk.stop();
  },

  async "every page passes axe, in light, dark and forced colours, wide and narrow"() {
    const root = folder("axe", "jordan-ellis", "open-alert", "invitations");
    const desk = await start(root);
    const page = await enter(desk);
    await page.waitForSelector("#children a");
    await page.goto(`${desk.origin}/made`);
    await page.click("main form button");
    await page.waitForSelector(".summary[role=status]", { timeout: 120000 });
    await openRecord(page, "jordan-ellis/2026-01-06.yaml", root);
    const record = page.url();
    const child = await page.$eval('.bar a[href^="/child/"]', (a) => a.href);
    await openRecord(page, yaml(root).find((name) => name.startsWith("open-alert")), root);
    const alert = page.url();
    // A place to put right, so that findings are looked at too; and two states of a record.
    await page.goto(record);
    await page.waitForSelector("#form");
    await write(page, "/review/date", "soon");
    const pages = [`${desk.origin}/`, `${desk.origin}/new`, `${desk.origin}/made`, `${desk.origin}/away`, child, record, alert, `${record}/text`, `${desk.origin}/nothing`];
    const views = [
      { name: "light", width: 1280, colorScheme: "light", forcedColors: "none" },
      { name: "dark", width: 1280, colorScheme: "dark", forcedColors: "none" },
      { name: "forced colours", width: 1280, colorScheme: "dark", forcedColors: "active" },
      { name: "360 px", width: 360, colorScheme: "light", forcedColors: "none" },
      { name: "400 % zoom", width: 320, colorScheme: "light", forcedColors: "none" },
    ];
    const wrong = [];
    for (const view of views) {
      await page.setViewportSize({ width: view.width, height: 900 });
      await page.emulateMedia({ colorScheme: view.colorScheme, forcedColors: view.forcedColors });
      for (const url of pages) {
        await page.goto(url);
        await page.waitForTimeout(700);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        await page.evaluate(AXE);
        const rules = view.forcedColors === "active" ? { "color-contrast": { enabled: false } } : {};
        const found = await page.evaluate(([tags, rules]) => axe.run(document, { runOnly: tags, rules }), [TAGS, rules]);
        holds(found.passes.length > 10, "axe did its work");
        const name = new URL(url).pathname.split("/")[1] || "today";
        for (const one of found.violations) wrong.push(`${view.name}, ${name}: ${one.id}: ${one.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        if (sideways) wrong.push(`${view.name}, ${name}: scrolls sideways`);
      }
    }
    equal(wrong, [], "axe");
    desk.stop();
  },
};

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto'><b><span lang=EN-GB>Jordan <o:p></o:p></span></b>said:</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>they like
swimming</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>they miss their brother</p>
<p class=MsoNormal><span style='color:red;background:yellow'>Sue agreed.</span><script>alert(1)</script></p><!--EndFragment--></body></html>`;

const FIRST = JSON.parse(readFileSync(new URL("first-record.json", import.meta.url), "utf8"));

browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
  const began = Date.now();
  try {
    await test();
    console.log(`ok      ${name} (${Math.round((Date.now() - began) / 100) / 10} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${error.message.slice(0, 3000).split("\n").slice(0, 60).join("\n        ")}`);
  }
}
await browser.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(failed > 0 ? 1 : 0);
