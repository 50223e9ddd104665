// Today: what is due fills in as soon as the folder is read, and children are found while a name is typed.

const due = document.getElementById("due");
const reading = document.getElementById("reading");
let shown = "";

async function fill() {
  const answer = await fetch("/due").then((r) => (r.ok ? r.json() : null)).catch(() => null);
  if (!answer) {
    reading.textContent = "The desk does not answer. Was it ended?";
    reading.hidden = false;
    return;
  }
  if (answer.html !== undefined && answer.html !== shown) {
    const typed = document.getElementById("search")?.value ?? "";
    const had = document.activeElement?.id;
    shown = answer.html;
    // Made by our own template, which escapes every value.
    due.innerHTML = answer.html;
    const search = document.getElementById("search");
    if (search) {
      search.value = typed;
      search.addEventListener("input", () => find(search.value));
      if (typed) find(typed);
      if (had === "search") search.focus();
    }
  }
  reading.hidden = !answer.reading;
  setTimeout(fill, answer.reading ? 300 : 5000);
}

let asked = 0;
async function find(name) {
  const mine = ++asked;
  const answer = await fetch("/search", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  }).then((r) => r.json());
  if (mine !== asked) return;
  const list = document.getElementById("children");
  const by = new Map([...list.children].map((li) => [li.dataset.id, li]));
  for (const li of list.children) li.hidden = true;
  for (const id of answer.found) {
    const li = by.get(id);
    if (li) {
      li.hidden = false;
      list.append(li);
    }
  }
  const n = answer.found.length;
  document.getElementById("found-count").textContent =
    name.trim() === "" ? "" : n === 0 ? "No child is called so." : n === 1 ? "1 child" : `${n} children`;
}

if (due) fill();
document.getElementById("problems")?.focus();
