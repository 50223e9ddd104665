// What is pasted from Word or a web page: its paragraphs and lists, and nothing else.

const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "BLOCKQUOTE", "SECTION", "ARTICLE", "TABLE", "PRE"]);
const SKIPPED = new Set(["STYLE", "SCRIPT", "HEAD", "META", "LINK", "TITLE", "XML", "TEMPLATE", "IMG", "OBJECT", "IFRAME", "SVG"]);

const clean = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

export function plain(html) {
  // What things look like is nobody's business here, and the desk's own rules would have the browser complain of it.
  const bare = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=/gi, " data-style=");
  const page = new DOMParser().parseFromString(bare, "text/html");
  const out = [];
  let line = "";
  const end = (prefix = "") => {
    const text = clean(line);
    line = "";
    if (text) out.push(prefix + text);
  };
  const walk = (node, list) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        line += child.data;
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(child.tagName.toUpperCase())) continue;
      const tag = child.tagName.toUpperCase();
      const style = (child.getAttribute("data-style") ?? "").toLowerCase();
      // Word writes a list's bullet as text that is to be ignored.
      if (style.includes("mso-list") && style.includes("ignore")) continue;
      if (tag === "BR") {
        line += " ";
      } else if (tag === "UL" || tag === "OL") {
        end();
        walk(child, tag);
      } else if (tag === "LI") {
        end();
        walk(child, null);
        end("- ");
      } else if (tag === "TD" || tag === "TH") {
        walk(child, list);
        line += " ";
      } else if (BLOCKS.has(tag)) {
        end();
        walk(child, list);
        const item = style.includes("mso-list") || /MsoListParagraph/i.test(child.className);
        end(item ? "- " : "");
      } else {
        walk(child, list);
      }
    }
  };
  walk(page.body, null);
  end();
  return joined(out);
}

// List lines follow one another; paragraphs have an empty line between them.
function joined(lines) {
  let text = "";
  lines.forEach((line, i) => {
    if (i > 0) text += line.startsWith("- ") && lines[i - 1].startsWith("- ") ? "\n" : "\n\n";
    text += line;
  });
  return text;
}

export function listen(form) {
  form.addEventListener("paste", (event) => {
    const field = event.target;
    const html = event.clipboardData?.getData("text/html");
    if (!html || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
    event.preventDefault();
    let text = plain(html);
    if (field instanceof HTMLInputElement) text = clean(text.replace(/^- /gm, ""));
    field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
