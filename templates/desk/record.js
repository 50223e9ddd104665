// The record's form: what is typed goes to the desk as it is typed, is saved when a field is left, and what is found comes back beside it.

import { listen } from "./paste.js";
import * as pages from "./pages.js";

const $ = (id) => document.getElementById(id);
const root = $("record");
const form = $("form");
const id = root.dataset.id;
let told = JSON.parse(root.dataset.told);

const waiting = [];
let busy = false;
const timers = new Map();

const idOf = (at) => "f" + at.replaceAll("/", "-");

// What a field holds now, as the desk takes it.
function valueOf(place) {
  if (place.matches("fieldset.checks")) return [...place.querySelectorAll("input:checked")].map((box) => box.value);
  if (place.matches("fieldset.yesno")) return place.querySelector("input:checked")?.value ?? "";
  if (place.matches("[data-tick]")) return place.checked ? "true" : "false";
  return place.value;
}

// The element that stands for a place: a group of boxes, or the field itself.
const placeOf = (element) => element.closest("fieldset[data-at]") ?? element.closest("[data-at]");

function remember(within) {
  for (const place of within.querySelectorAll("[data-at]:not(button)")) place._was = valueOf(place);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function say(words) {
  $("state").textContent = words;
}

function typed(place, typing) {
  clearTimeout(timers.get(place));
  timers.delete(place);
  const value = valueOf(place);
  if (typing && same(value, place._was)) return;
  if (!typing && same(value, place._was) && told.saved && !busy && waiting.length === 0) return;
  queue([{ what: "set", at: place.dataset.at, value, was: place._was }], typing, place);
}

function queue(done, typing, place) {
  const last = waiting.at(-1);
  if (typing && last?.typing && last.done[0].at === done[0].at) {
    last.done = [{ ...done[0], was: last.done[0].was }];
  } else {
    waiting.push({ done, typing, place });
  }
  next();
}

async function next() {
  if (busy || waiting.length === 0) return;
  busy = true;
  const job = waiting.shift();
  // What was typed meanwhile is what the desk was told last.
  if (job.place?.isConnected && job.done[0].what === "set" && !job.force) job.done[0].was = job.place._was;
  say(job.typing ? "Typing …" : "Saving …");
  try {
    const answer = await post(`/record/${id}/change`, { done: job.done, typing: job.typing, sections: signatures() });
    if (answer) take(answer, job);
  } catch {
    if (job.place) failed.add(job.place);
    problem("The desk does not answer. What you typed since stands in this window only: leave it open, and look whether the desk still runs. It is sent again as soon as the desk answers.");
    say("Not saved: the desk does not answer");
    setTimeout(again, 3000);
  }
  busy = false;
  next();
}

// What the desk did not get is sent again.
const failed = new Set();

function again() {
  for (const place of [...failed]) {
    failed.delete(place);
    if (place.isConnected && dirty(place)) queue([{ what: "set", at: place.dataset.at, value: valueOf(place) }], false, place);
  }
}

// Whether a field holds what the desk has not taken.
const dirty = (place) => "_was" in place && !same(valueOf(place), place._was);

async function post(url, body) {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(String(response.status));
  const answer = await response.json();
  if (answer.go) {
    location.href = answer.go;
    return null;
  }
  return answer;
}

function signatures() {
  return Object.fromEntries([...form.querySelectorAll("section.part")].map((section) => [section.id, section.dataset.signature]));
}

function problem(words) {
  const box = $("problem");
  box.textContent = words ?? "";
  box.hidden = !words;
}

function take(answer, job) {
  if (!answer.told) {
    problem(answer.problem);
    if (job?.place?.isConnected) refused(job.place, answer.problem);
    say("Not saved");
    return;
  }
  again();
  told = answer.told;
  const stale = answer.problem && job?.done?.[0]?.what === "set";
  if (stale && job.place?.isConnected) {
    twice(job.place, answer);
  } else {
    problem(answer.problem);
    if (job?.place?.isConnected) {
      job.place._was = job.done[0].value;
      $(job.place.id + "-found")?.querySelectorAll("[data-kept]").forEach((line) => line.remove());
    }
  }
  sections(answer, job);
  values(answer, stale ? job.place : null);
  if (answer.title) $("title").textContent = answer.title;
  tell();
  pages.refresh(0);
}

// What could not be saved is said where it was typed, until it is.
function refused(place, words) {
  const line = document.createElement("p");
  line.className = "error";
  line.dataset.kept = "";
  const lead = document.createElement("strong");
  lead.textContent = "Not saved: ";
  line.append(lead, sentence(words ?? "this cannot be saved"));
  const found = $(place.id + "-found");
  found?.querySelectorAll("[data-kept]").forEach((old) => old.remove());
  found?.append(line);
}

// Two windows wrote in the same place: both are shown, and the one who sits here chooses.
function twice(place, answer) {
  const found = $(place.id + "-found");
  const other = answer.values[place.id] ?? "";
  place._was = other;
  const box = document.createElement("p");
  box.className = "warning";
  const words = document.createElement("span");
  words.textContent = other ? `Another window says here: “${other}”. ` : "Another window has changed this. ";
  const button = (label, then) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", () => {
      box.remove();
      then();
      place.focus();
    });
    return one;
  };
  box.append(
    words,
    button("Keep what stands here", () => queue([{ what: "set", at: place.dataset.at, value: valueOf(place) }], false, place)),
    button("Take the other", () => {
      place.value = other;
      place._was = other;
    }),
  );
  box.dataset.kept = "";
  found?.append(box);
}

function sections(answer, job) {
  if (!answer.sections) return;
  const active = document.activeElement;
  const focus = active?.id;
  const range = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const typing = active && form.contains(active) && placeOf(active) ? { at: placeOf(active).dataset.at, value: valueOf(placeOf(active)) } : null;
  const typed = new Map([...form.querySelectorAll("textarea[data-at], input[data-kind]")].filter(dirty).map((field) => [field.id, field.value]));
  const open = new Set([...form.querySelectorAll("details[open]")].map((details) => details.id));
  for (const one of answer.sections) {
    let section = $(one.id);
    if (!section) {
      section = document.createElement("section");
      section.className = "part";
      section.id = one.id;
      section.setAttribute("aria-labelledby", one.id + "-h");
      form.append(section);
    }
    // Made by our own template, which escapes every value.
    section.innerHTML = one.html;
    section.dataset.signature = one.signature;
    remember(section);
    for (const [name, value] of typed) {
      const field = $(name);
      if (field && section.contains(field)) field.value = value;
    }
    section.querySelectorAll("details").forEach((details) => (details.open ||= open.has(details.id)));
  }
  for (const section of [...form.querySelectorAll("section.part")]) if (!answer.order.includes(section.id)) section.remove();
  answer.order.forEach((name, i) => {
    const section = $(name);
    if (section && form.children[i] !== section) form.insertBefore(section, form.children[i] ?? null);
  });
  if (answer.sections.length === 0) return;
  const toc = answer.order.map((name) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#" + name;
    link.textContent = $(name + "-h")?.textContent ?? "";
    item.append(link);
    return item;
  });
  $("toc").replaceChildren(...toc);
  // A row that was added is where one writes next; one that was moved keeps its button.
  const done = job?.done?.[0];
  if (done?.what === "add") {
    const rows = [...($(idOf(done.at))?.querySelectorAll(":scope > details.row:not(.add-person)") ?? [])];
    focusIn(rows.at(-1));
    return;
  }
  const again = focus && $(focus);
  if (again) {
    again.focus();
    if (range?.[0] != null && again.setSelectionRange && again.type !== "checkbox" && again.type !== "radio") again.setSelectionRange(...range);
    const place = placeOf(again);
    if (typing &&  place?.dataset.at === typing.at && !same(valueOf(place), typing.value) && "value" in place) place.value = typing.value;
  } else if (done?.what === "remove") {
    const list = done.at.slice(0, done.at.lastIndexOf("/"));
    $(idOf(list) + "-add")?.focus();
  } else if (done?.what === "up" || done?.what === "down") {
    const at = done.at.slice(0, done.at.lastIndexOf("/"));
    const n = Number(done.at.slice(done.at.lastIndexOf("/") + 1)) + (done.what === "up" ? -1 : 1);
    focusIn($(idOf(`${at}/${n}`)));
  }
}

function focusIn(row) {
  if (row?.matches("details")) row.open = true;
  row?.querySelector("input, select, textarea")?.focus();
}

function values(answer, except) {
  for (const [name, value] of Object.entries(answer.values ?? {})) {
    const field = $(name);
    if (!field || field === except || !("value" in field)) continue;
    const pending = timers.has(field) || waiting.some((job) => job.place === field);
    // What was typed and not taken is never written over.
    if (field === document.activeElement || pending || dirty(field)) continue;
    if (field.value !== value) field.value = value;
    field._was = value;
  }
  for (const [name, words] of Object.entries(answer.said ?? {})) {
    const said = $(name + "-said");
    if (said && said.textContent !== words) said.textContent = words;
  }
}

// What is found, beside the field it speaks of, and what is left on top.
function tell() {
  const open = [...form.querySelectorAll("[data-at]:not(button)")].filter((place) => dirty(place) && place !== document.activeElement && !timers.has(place));
  if (open.length > 0 && waiting.length === 0) say("Not saved: see the marked fields");
  else if (told.saved) say("Saved");
  else say(told.kept ? "Not saved yet: it is kept, and saved when you leave the field" : "Not saved yet: it is saved when you leave the field");
  $("undo").disabled = told.back === 0;
  document.querySelectorAll(".found").forEach((found) => {
    const kept = [...found.children].filter((child) => "kept" in child.dataset);
    found.replaceChildren(...kept);
  });
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  for (const one of told.findings) {
    const target = targetOf(one.at);
    if (!target) continue;
    const line = document.createElement("p");
    line.className = one.severity;
    const lead = document.createElement("strong");
    lead.textContent = one.severity === "error" ? "To put right: " : "Look at this: ";
    line.append(lead, sentence(one.message), ...one.help.map((help) => " " + sentence(help)));
    if (one.source) {
      const source = document.createElement("span");
      source.className = "source";
      source.textContent = ` (${one.source})`;
      line.append(source);
    }
    $(target + "-found").append(line);
    const field = $(target);
    if (one.severity === "error" && field?.matches("input, select, textarea")) field.setAttribute("aria-invalid", "true");
  }
  left();
}

const sentence = (text) => {
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(words) ? words : words + ".";
};

// The nearest place of the form: the field, its row, its group, its part.
function targetOf(at) {
  const parts = at.split("/");
  while (parts.length > 1) {
    const name = "f" + parts.join("-");
    if ($(name + "-found")) return name;
    if (parts.length === 2 && $(`s-${parts[1]}-found`)) return `s-${parts[1]}`;
    parts.pop();
  }
  return null;
}

function left() {
  const out = [];
  for (const step of told.left) {
    const n = step.findings.length;
    const details = document.createElement("details");
    details.id = "left-" + step.what.toLowerCase().replaceAll(" ", "-");
    details.open = $(details.id)?.open ?? false;
    const summary = document.createElement("summary");
    summary.textContent = `${step.what}: ${n === 0 ? (step.then ? `nothing is left; ${step.then}` : "nothing is left") : n === 1 ? "1 thing to put right" : `${n} things to put right`}`;
    details.append(summary);
    details.append(listOf(step.findings));
    if (step.more && n > 0) {
      const more = document.createElement("p");
      more.className = "hint";
      more.textContent = "The rest can be looked at once these are written: then more may follow.";
      details.append(more);
    }
    out.push(details);
  }
  const looks = told.findings.filter((one) => one.severity === "warning");
  if (looks.length > 0) {
    const details = document.createElement("details");
    details.id = "left-looks";
    details.open = $("left-looks")?.open ?? false;
    const summary = document.createElement("summary");
    summary.textContent = looks.length === 1 ? "1 place to look at" : `${looks.length} places to look at`;
    details.append(summary, listOf(looks));
    out.push(details);
  }
  $("left-lists").replaceChildren(...out);
}

// In a list a finding says which part it is about.
const said = (one) =>
  one.part && !one.message.toLowerCase().includes(one.part.toLowerCase()) ? `${one.part}: ${sentence(one.message)}` : sentence(one.message);

// Findings as a list that leads to each.
function listOf(findings) {
  const list = document.createElement("ul");
  for (const one of findings) {
    const item = document.createElement("li");
    const target = targetOf(one.at);
    if (target) {
      const link = document.createElement("a");
      link.href = "#" + target;
      link.textContent = said(one);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(target);
      });
      item.append(link);
    } else {
      item.textContent = said(one);
    }
    list.append(item);
  }
  return list;
}

function go(target) {
  const place = $(target) ?? $(target + "-found");
  for (let details = place?.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  const fields = place?.matches("input, select, textarea") ? [place] : [...(place?.querySelectorAll("input, select, textarea, button") ?? [])];
  let field = fields.find((one) => one.offsetParent);
  if (!field && fields.length > 0) {
    // All that could be meant lies in folds: the first one is opened.
    field = fields[0];
    for (let fold = field.closest("details"); fold && place.contains(fold); fold = fold.parentElement.closest("details")) fold.open = true;
  }
  place?.scrollIntoView({ block: "center" });
  field?.focus();
}

form.addEventListener("submit", (event) => event.preventDefault());

form.addEventListener("input", (event) => {
  const place = placeOf(event.target);
  if (!place || !event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
  clearTimeout(timers.get(place));
  timers.set(place, setTimeout(() => typed(place, true), 120));
});

form.addEventListener("change", (event) => {
  const place = placeOf(event.target);
  if (place && !place.matches("button")) typed(place, false);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const { do: what, at, person } = button.dataset;
  let value;
  if (person) value = { role: $(person + "-role").value, name: $(person + "-name").value, title: $(person + "-title").value };
  queue([{ what, at, value }], false, null);
});

$("undo").addEventListener("click", async () => {
  const answer = await post(`/record/${id}/undo`, { done: [], sections: signatures() });
  if (answer) take(answer, null);
});

// What is being typed is saved when the window goes.
addEventListener("pagehide", () => {
  const places = [...form.querySelectorAll("[data-at]:not(button)")].filter(dirty);
  if (told.saved && places.length === 0) return;
  const done = places.map((place) => ({ what: "set", at: place.dataset.at, value: valueOf(place), was: place._was }));
  const body = JSON.stringify({ done, typing: false, sections: {} });
  fetch(`/record/${id}/change`, { method: "POST", headers: { "content-type": "application/json" }, body, keepalive: true });
});

// Now and then it is asked whether somebody else has changed the record.
setInterval(async () => {
  if (busy || waiting.length > 0 || document.hidden) return;
  const now = await fetch(`/record/${id}/state`).then((r) => (r.ok ? r.json() : null)).catch(() => null);
  if (!now || busy) return;
  if (now.go) {
    location.href = now.go;
  } else if (now.version !== told.version) {
    const answer = await post(`/record/${id}/change`, { done: [], typing: true, sections: signatures() });
    if (answer) take(answer, null);
  }
}, 4000);

remember(form);
listen(form);
tell();
pages.start(id);
