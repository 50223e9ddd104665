// What each reader gets: the pages beside the form, only those drawn anew that have changed.

const $ = (id) => document.getElementById(id);
let id = "";
let wanted = "";
let timer = 0;
let aborted = null;

export function start(record) {
  id = record;
  $("copy").addEventListener("change", () => {
    wanted = $("copy").value;
    refresh(0);
  });
  for (const radio of document.querySelectorAll("input[name=as]")) {
    radio.addEventListener("change", () => {
      const words = document.querySelector("input[name=as]:checked").value === "words";
      $("pages").hidden = words;
      $("words").hidden = !words;
    });
  }
  refresh(0);
}

export function refresh(after = 60) {
  clearTimeout(timer);
  timer = setTimeout(ask, after);
}

async function ask() {
  aborted?.abort();
  aborted = new AbortController();
  let answer;
  try {
    const response = await fetch(`/record/${id}/pages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ copy: wanted }),
      signal: aborted.signal,
    });
    if (!response.ok) return;
    answer = await response.json();
    if (answer.stale) return;
  } catch {
    return;
  }
  show(answer);
}

function nothing(words) {
  $("look-state").textContent = words;
  $("pages").replaceChildren();
  $("words").replaceChildren();
  $("pdf").hidden = true;
}

function show(answer) {
  const select = $("copy");
  const keys = answer.copies.map((copy) => copy.key).join("|");
  if (select.dataset.keys !== keys) {
    select.dataset.keys = keys;
    select.replaceChildren(...answer.copies.map((copy) => new Option(copy.label, copy.key)));
  }
  if (answer.copy) select.value = answer.copy;
  marks(answer.left_out ?? []);
  $("stops").textContent = answer.pages?.length > 0 ? (answer.problem ?? "") : "";
  $("stops").hidden = !$("stops").textContent;
  if (answer.problem && !(answer.pages?.length > 0)) {
    nothing(answer.problem);
    return;
  }
  wanted = answer.copy;
  $("pdf").hidden = false;
  $("pdf").href = `/record/${id}/pdf/${answer.pdf}`;
  const all = answer.pages;
  $("look-state").textContent = all.length === 1 ? "1 page" : `${all.length} pages`;
  const pages = $("pages");
  while (pages.children.length > all.length) pages.lastElementChild.remove();
  all.forEach((name, i) => {
    const url = `/page/${name}`;
    const alt = `Page ${i + 1} of ${all.length}, as a picture. The same stands under “as text”.`;
    let image = pages.children[i];
    if (!image) {
      image = document.createElement("img");
      image.width = 595;
      image.height = 842;
      pages.append(image);
    }
    if (image.getAttribute("src") !== url) image.src = url;
    image.alt = alt;
  });
  words(answer.words);
}

function words(pages) {
  const out = [];
  let list = null;
  pages.forEach((page, i) => {
    const heading = document.createElement("h3");
    heading.textContent = `Page ${i + 1}`;
    out.push(heading);
    list = null;
    for (const part of page) {
      if (part.is === "li") {
        if (!list) {
          list = document.createElement("ul");
          out.push(list);
        }
        const item = document.createElement("li");
        item.textContent = part.text;
        list.append(item);
        continue;
      }
      list = null;
      const element = document.createElement(/^h\d$/.test(part.is) ? "h4" : "p");
      element.textContent = part.text;
      out.push(element);
    }
  });
  $("words").replaceChildren(...out);
}

// What of the record is left out of this copy is said beside it in the form.
function marks(places) {
  document.querySelectorAll(".withheld").forEach((mark) => mark.remove());
  let n = 0;
  for (const place of places) {
    const field = document.getElementById("f" + place.at.replaceAll("/", "-"));
    const label = field?.matches("fieldset") ? field.querySelector("legend") : field && document.querySelector(`label[for="${field.id}"]`);
    if (!label) continue;
    const mark = document.createElement("span");
    mark.className = "withheld";
    mark.textContent = `Reader chosen on the right: ${place.why}.`;
    label.append(mark);
    n += 1;
  }
  const line = $("left-out");
  line.hidden = n === 0;
  line.textContent = n === 1 ? "1 place of the form is left out of this copy; it is marked there." : `${n} places of the form are left out of this copy; they are marked there.`;
}
